package dev.emulator.fireworks.protojson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.emulator.fireworks.protojson.Messages.Everything;
import dev.emulator.fireworks.protojson.Messages.Job;
import dev.emulator.fireworks.protojson.Messages.Precision;
import dev.emulator.fireworks.protojson.Messages.Progress;
import dev.emulator.fireworks.protojson.Messages.SpecFirst;
import dev.emulator.fireworks.protojson.Messages.State;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class ProtoJsonPropertyTests {

    private static final Everything ZERO = new ProtoJson().read(new byte[0], Everything.class);

    private final ProtoJson json = new ProtoJson();
    private final JsonFactory jackson = new JsonFactory();

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void everyMessageSurvivesTheWire(@ForAll("messages") Everything message) {
        byte[] wire = json.writeBytes(message);
        assertThat(json.read(wire, Everything.class)).isEqualTo(message);
        assertThat(json.readStored(new String(wire, StandardCharsets.UTF_8), Everything.class))
                .isEqualTo(message);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theTreeOfAMessageIsWrittenAsTheMessageIs(@ForAll("messages") Everything message) {
        assertThat(json.writeString(json.tree(message))).isEqualTo(json.writeString(message));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void storedTextIsWrittenAsItsMessageIs(@ForAll("messages") Everything message) {
        record Parent(int before, @JsonUnwrapped LazyMessage<Everything> stored, String after) {}

        LazyMessage<Everything> text = LazyMessage.ofText(json.writeString(message), Everything.class, json);
        assertThat(json.writeString(new Parent(1, text, "z")))
                .isEqualTo(json.writeString(new Parent(1, LazyMessage.of(message), "z")));
    }

    @Property(tries = 5000)
    void bytesGiveAMessageOrARefusal(@ForAll byte[] body) {
        answers(body);
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void damagedBodiesGiveAMessageOrARefusal(@ForAll("damagedBodies") byte[] body) {
        answers(body);
    }

    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    void whatIsMalformedToGoIsMalformedToJackson(@ForAll("damagedTexts") String text) {
        assertThat(isWellFormed(text.getBytes(StandardCharsets.UTF_8))).as(text).isEqualTo(isWellFormedToJackson(text));
    }

    @Property(tries = 20_000)
    void noShorterDecimalReadsBackAsTheSameFloat(@ForAll("allBits") int bits) {
        float value = Float.intBitsToFloat(bits);
        if (!Float.isFinite(value)) {
            return;
        }
        String decimal = GoFloat.format(value);
        assertThat(Float.floatToIntBits(Float.parseFloat(decimal))).isEqualTo(bits);
        BigDecimal exact = new BigDecimal(value);
        int shorter = new BigDecimal(decimal).stripTrailingZeros().precision() - 1;
        if (shorter > 0 && exact.precision() > shorter) {
            assertThat(exact.round(new MathContext(shorter, RoundingMode.FLOOR)).floatValue())
                    .isNotEqualTo(value);
            assertThat(exact.round(new MathContext(shorter, RoundingMode.CEILING))
                            .floatValue())
                    .isNotEqualTo(value);
        }
    }

    @Property
    void everyFiniteDoubleReadsBack(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        if (Double.isFinite(value)) {
            assertThat(Double.doubleToLongBits(Double.parseDouble(GoFloat.format(value))))
                    .isEqualTo(bits);
        }
    }

    @Property
    void everyTimestampReadsBackAsJavaPrintsIt(@ForAll("instants") Instant instant) {
        assertThat(WireTime.format(instant)).isEqualTo(instant.toString());
        assertThat(WireTime.timestamp(WireTime.format(instant))).isEqualTo(instant);
    }

    private void answers(byte[] body) {
        for (Class<? extends Record> type : List.of(Job.class, Everything.class, SpecFirst.class)) {
            try {
                json.write(json.read(body, type), new ByteArrayOutputStream());
            } catch (ProtoJsonException refusal) {
                assertThat(refusal.getMessage()).isNotBlank();
            }
        }
    }

    private static boolean isWellFormed(byte[] body) {
        try {
            GoJsonScanner.endOfValue(body, 0);
            return true;
        } catch (ProtoJsonException malformed) {
            return false;
        }
    }

    private boolean isWellFormedToJackson(String text) {
        try (JsonParser parser = jackson.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.currentToken() != null && parser.currentToken().isStructEnd();
        } catch (JacksonException malformed) {
            return false;
        }
    }

    @Provide
    Arbitrary<Integer> allBits() {
        return Arbitraries.integers().withDistribution(RandomDistribution.uniform());
    }

    @Provide
    Arbitrary<byte[]> damagedBodies() {
        return Combinators.combine(
                        messages(),
                        Arbitraries.integers().between(0, 1_000_000),
                        Arbitraries.bytes(),
                        Arbitraries.of(0, 1, 2))
                .as((message, at, replacement, how) -> {
                    byte[] body = json.writeBytes(message);
                    return damage(body, at % body.length, replacement, how);
                });
    }

    private static byte[] damage(byte[] body, int at, byte replacement, int how) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(body, 0, at);
        if (how != 0) {
            out.write(replacement);
        }
        int rest = how == 2 ? at : at + 1;
        out.write(body, rest, body.length - rest);
        return out.toByteArray();
    }

    @Provide
    Arbitrary<String> damagedTexts() {
        String alphabet = "{}[]:,\"\\/ \n\tabefnlrstu0123456789-+.eE'#_\u0001\u007fé";
        Arbitrary<String> noise =
                Arbitraries.strings().withChars(alphabet.toCharArray()).ofMaxLength(4);
        Arbitrary<String> valid = Arbitraries.of(
                "{\"a\":1,\"b\":[true,false,null],\"c\":{\"d\":\"x\\u00e9\\n\"}}",
                "[0,-1.5e+10,1E5,\"\",[],{},[[1]],{\"a\":{}}]",
                "{ \"a\" : -0.0 , \"b\" : [ 1 , 2 ] }",
                "{}");
        return Combinators.combine(
                        valid,
                        noise,
                        Arbitraries.integers().between(1, 60),
                        Arbitraries.integers().between(0, 3))
                .as((text, insert, at, cut) -> {
                    int from = Math.min(at, text.length());
                    return text.substring(0, from) + insert + text.substring(Math.min(from + cut, text.length()));
                });
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Combinators.combine(
                        Arbitraries.longs().between(-62135596800L, 253402300799L),
                        Arbitraries.integers().between(0, 999),
                        Arbitraries.of(0, 1, 1_000, 1_000_000))
                .as((seconds, nanos, unit) -> Instant.ofEpochSecond(seconds, (long) nanos * unit));
    }

    @Provide
    Arbitrary<Everything> messages() {
        Arbitrary<String> texts = Arbitraries.strings()
                .all()
                .ofMaxLength(12)
                .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        // A tree holds no negative zero among integers, so -0 would come back as 0.
        Arbitrary<Float> floats = Arbitraries.integers()
                .map(Float::intBitsToFloat)
                .filter(Float::isFinite)
                .map(value -> value + 0f);
        Arbitrary<Double> doubles = Arbitraries.longs()
                .map(Double::longBitsToDouble)
                .filter(Double::isFinite)
                .map(value -> value + 0d);
        Arbitrary<Progress> progress =
                Combinators.combine(Arbitraries.integers(), Arbitraries.longs()).as(Progress::new);
        Arbitrary<Duration> durations = Combinators.combine(
                        Arbitraries.longs().between(-315576000000L, 315576000000L), Arbitraries.of(0, 500_000_000))
                .as((seconds, nanos) -> Duration.ofSeconds(seconds - Long.signum(seconds), nanos));
        Arbitrary<Everything> scalars = Combinators.combine(
                        texts,
                        floats,
                        doubles,
                        instants().injectNull(0.2),
                        durations.injectNull(0.2),
                        progress.injectNull(0.2),
                        Arbitraries.of(State.class),
                        Arbitraries.of(Precision.class))
                .as((text, single, twice, at, lasting, step, state, precision) -> new Everything(
                        text,
                        twice > 0,
                        Float.floatToIntBits(single),
                        Double.doubleToLongBits(twice),
                        single,
                        twice,
                        state,
                        precision,
                        at,
                        lasting,
                        step,
                        at == null ? null : single,
                        step == null ? null : step.percent(),
                        lasting == null ? null : text,
                        ZERO.texts(),
                        ZERO.floats(),
                        ZERO.longs(),
                        ZERO.states(),
                        ZERO.steps(),
                        ZERO.labels(),
                        ZERO.metrics(),
                        ZERO.byName()));
        return Combinators.combine(
                        scalars,
                        texts.list().ofMaxSize(3),
                        floats.list().ofMaxSize(3),
                        progress.list().ofMaxSize(2),
                        Arbitraries.maps(texts, texts).ofMaxSize(3),
                        Arbitraries.maps(texts, doubles).ofMaxSize(3),
                        Arbitraries.maps(texts, progress).ofMaxSize(2))
                .as(ProtoJsonPropertyTests::filled);
    }

    private static Everything filled(
            Everything all,
            List<String> texts,
            List<Float> floats,
            List<Progress> steps,
            Map<String, String> labels,
            Map<String, Double> metrics,
            Map<String, Progress> byName) {
        List<Long> longs = steps.stream().map(Progress::outputRows).toList();
        return new Everything(
                all.text(),
                all.flag(),
                all.small(),
                all.big(),
                all.single(),
                all.twice(),
                all.state(),
                all.precision(),
                all.at(),
                all.lasting(),
                all.progress(),
                all.temperature(),
                all.n(),
                all.note(),
                texts,
                floats,
                longs,
                List.of(all.state()),
                steps,
                labels,
                metrics,
                byName);
    }
}
