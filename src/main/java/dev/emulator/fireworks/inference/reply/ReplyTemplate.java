package dev.emulator.fireworks.inference.reply;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.Writer;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.util.ConcurrentLruCache;

/**
 * A Mustache template over a request. It reads maps, lists and texts only: it calls no methods and includes no files. {@code messages[0]} is
 * short for {@code messages.0}.
 */
final class ReplyTemplate {

    /** Also limits the memory of a reply. */
    static final int LONGEST_TEXT = 1 << 20;

    private static final Pattern TAG = Pattern.compile("\\{\\{[^}]*+}}");
    private static final Pattern INDEX = Pattern.compile("\\[(\\d{1,9})]");

    /** The default collector would call methods by reflection. */
    private static final class MapsAndLists extends BasicCollector {

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new ConcurrentHashMap<>();
        }
    }

    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .escapeHTML(false)
            .emptyStringIsFalse(true)
            .defaultValue("")
            .withCollector(new MapsAndLists());

    private static final ConcurrentLruCache<String, ReplyTemplate> TEMPLATES =
            new ConcurrentLruCache<>(500, ReplyTemplate::compile);

    private final Template template;
    private final Set<String> names;
    private final boolean hasSections;

    private ReplyTemplate(Template template, Set<String> names, boolean hasSections) {
        this.template = template;
        this.names = names;
        this.hasSections = hasSections;
    }

    /** @throws MustacheException with the reason if the text is no template */
    static ReplyTemplate of(String text) {
        return TEMPLATES.get(text);
    }

    static boolean isTemplate(String text) {
        return text.contains("{{");
    }

    private static ReplyTemplate compile(String text) {
        var dotted = TAG.matcher(text)
                .replaceAll(tag ->
                        Matcher.quoteReplacement(INDEX.matcher(tag.group()).replaceAll(".$1")));
        var template = COMPILER.compile(dotted);
        var names = new Names();
        template.visit(names);
        return new ReplyTemplate(template, names.names, names.sections);
    }

    /** Returns the names of all variables and sections, such as {@code messages.0.content}. */
    Set<String> names() {
        return names;
    }

    /** Returns whether a part of the template is evaluated for the elements of a list. */
    boolean hasSections() {
        return hasSections;
    }

    /** @throws MustacheException if the text gets too long */
    String render(Map<String, Object> request) {
        var text = new LimitedText();
        template.execute(request, text);
        return text.toString();
    }

    private static final class Names implements Mustache.Visitor {

        private final Set<String> names = new LinkedHashSet<>();
        private boolean sections;

        @Override
        public void visitText(String text) {}

        @Override
        public void visitVariable(String name) {
            names.add(name);
        }

        @Override
        public boolean visitSection(String name) {
            sections = true;
            names.add(name);
            return true;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            names.add(name);
            return true;
        }

        @Override
        public boolean visitInclude(String name) {
            throw new MustacheException("partials are not supported");
        }

        @Override
        public boolean visitParent(String name) {
            throw new MustacheException("parents are not supported");
        }

        @Override
        public boolean visitBlock(String name) {
            throw new MustacheException("blocks are not supported");
        }
    }

    private static final class LimitedText extends Writer {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void write(char[] chars, int from, int length) {
            if (text.length() + length > LONGEST_TEXT) {
                throw new MustacheException("the text is longer than " + LONGEST_TEXT + " characters");
            }
            text.append(chars, from, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
