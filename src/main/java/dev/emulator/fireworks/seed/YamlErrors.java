package dev.emulator.fireworks.seed;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.Token;

/** Replaces the messages of SnakeYAML, which use terms of its grammar, by plain ones. */
final class YamlErrors {

    private static final String STREAM_END = "<stream end>";

    /**
     * @param fromStart whether to report the line on which the broken construct begins, instead of the one with the error
     */
    private record Rule(Pattern problem, String text, boolean fromStart) {}

    private static final List<Rule> RULES = List.of(
            atStart("found unexpected (end of stream|document separator)", "the quotation mark is not closed"),
            atStart("could not find expected ':'", "':' is missing after the key"),
            here("found character '.t\\(TAB\\)'.*", "a tab cannot indent a line; use spaces"),
            here("found character '(.+?)' that cannot start.*", "a value cannot begin with $1; put it in quotes"),
            here(
                    "mapping values are not allowed here",
                    "a key cannot stand here; check the indentation, and put a value that contains ': ' in quotes"),
            here("sequence entries are not allowed here", "a list item cannot stand here; start a new line"),
            here("expected the node content, but found '(.+)'", "a value is missing before '$1'"),
            here("expected (<block end>|'<document start>'), but found '([]}])'", "'$2' closes nothing"),
            here(
                    "expected <block end>, but found '(<block .*|-|\\?)'",
                    "the line does not continue the lines above; check the indentation"),
            here("expected <block end>, but found .*", "text follows a value; put the whole value in quotes"),
            here("expected '<document start>'.*|but found another document", "a file must hold one document only"),
            here("found undefined alias (.*)", "*$1 refers to no anchor"),
            here("found unknown escape character (.).*", "\\\\$1 is not an escape sequence"),
            here("expected escape sequence of (\\d+) .*", "an escape sequence needs $1 hexadecimal digits"),
            here(
                    "expected (chomping or indentation indicators|a comment or a line break), .*",
                    "a text after | or > begins on the next line"),
            here("Global tag is not allowed: (.*)", "the tag $1 is not known"));

    private YamlErrors() {}

    private static Rule here(String problem, String text) {
        return new Rule(Pattern.compile(problem, Pattern.DOTALL), text, false);
    }

    private static Rule atStart(String problem, String text) {
        return new Rule(Pattern.compile(problem, Pattern.DOTALL), text, true);
    }

    static SeedException of(MarkedYAMLException e, String document) {
        var problem = String.valueOf(e.getProblem());
        var context = String.valueOf(e.getContext());
        if (context.startsWith("while parsing a flow ") && problem.contains(STREAM_END)) {
            return unclosed(document).orElseGet(() -> mistake(e, problem));
        }
        if (context.endsWith("a flow sequence")) {
            return new SeedException(
                    line(e.getProblemMark()), "',' or ']' is missing in the list of line " + line(e.getContextMark()));
        }
        if (context.endsWith("a flow mapping")) {
            return new SeedException(
                    line(e.getProblemMark()),
                    "',' or '}' is missing in the mapping of line " + line(e.getContextMark()));
        }
        return mistake(e, problem);
    }

    private static SeedException mistake(MarkedYAMLException e, String problem) {
        for (var rule : RULES) {
            var match = rule.problem().matcher(problem);
            if (match.matches()) {
                var mark = rule.fromStart()
                        ? Objects.requireNonNullElse(e.getContextMark(), e.getProblemMark())
                        : e.getProblemMark();
                return new SeedException(line(mark), match.replaceFirst(rule.text()));
            }
        }
        return new SeedException(
                line(e.getProblemMark()),
                "not valid YAML: "
                        + problem.replace(STREAM_END, "the end of the file").replaceAll("\\p{Cntrl}", " "));
    }

    /** Finds the innermost list or mapping in brackets that is open at the end of the document. */
    private static Optional<SeedException> unclosed(String document) {
        var open = new ArrayDeque<Token>();
        var tokens = new ScannerImpl(new StreamReader(document), options());
        while (!tokens.checkToken(Token.ID.StreamEnd)) {
            var token = tokens.getToken();
            switch (token.getTokenId()) {
                case FlowSequenceStart, FlowMappingStart -> open.push(token);
                case FlowSequenceEnd, FlowMappingEnd -> open.poll();
                default -> {}
            }
        }
        return Optional.ofNullable(open.peek())
                .map(token -> new SeedException(
                        line(token.getStartMark()),
                        token.getTokenId() == Token.ID.FlowSequenceStart
                                ? "the list is not closed"
                                : "the mapping is not closed"));
    }

    static LoaderOptions options() {
        var options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        return options;
    }

    private static int line(@Nullable Mark mark) {
        return mark == null ? 1 : mark.getLine() + 1;
    }
}
