<?xml version="1.0" encoding="UTF-8"?>
<!-- Prints the skipped tests of a test report: one line if the whole class was skipped, otherwise one line for each test. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:template match="testsuite[@tests = @skipped and not(testcase/skipped/@message != testcase[1]/skipped/@message)]">
    <xsl:if test="@tests &gt; 0">
      <xsl:value-of select="concat('Skipped: ', @name, ' (', @tests, ') - ', testcase[1]/skipped/@message, '&#10;')"/>
    </xsl:if>
  </xsl:template>
  <xsl:template match="testsuite">
    <xsl:for-each select="testcase[skipped]">
      <xsl:value-of select="concat('Skipped: ', @classname, '.', @name, ' - ', skipped/@message, substring-before(skipped, '&#10;'), '&#10;')"/>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
