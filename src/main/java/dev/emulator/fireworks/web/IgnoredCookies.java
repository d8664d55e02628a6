package dev.emulator.fireworks.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.tomcat.util.http.CookieProcessor;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.http.ServerCookies;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** There are none, and whoever sends some is answered like everybody else. Tomcat's own processor would load how dates are written, at every start. */
@Component
class IgnoredCookies implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, CookieProcessor {

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> context.setCookieProcessor(this));
    }

    @Override
    public void parseCookieHeader(MimeHeaders headers, ServerCookies cookies) {
        // not looked at
    }

    @Override
    public String generateHeader(Cookie cookie, HttpServletRequest request) {
        throw new UnsupportedOperationException("cookies");
    }

    @Override
    public Charset getCharset() {
        return StandardCharsets.UTF_8;
    }
}
