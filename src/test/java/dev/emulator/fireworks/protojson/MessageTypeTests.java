package dev.emulator.fireworks.protojson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emulator.fireworks.protojson.Messages.Job;
import dev.emulator.fireworks.protojson.Messages.Names;
import dev.emulator.fireworks.protojson.Messages.Node;
import dev.emulator.fireworks.protojson.Messages.Spec;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MessageTypeTests {

    record NotAMessage(URI link) {}

    record OtherSpec(String dataset, int epochs) {}

    record LongerSpec(String dataset, long epochs) {}

    @Test
    void namesAreSpelledAsProtobufSpellsThem() {
        assertThat(MessageType.of(Names.class).fields())
                .extracting(MessageType.Field::protoName)
                .containsExactly("aws_s3_config", "iam_role_arn", "mtp_num_draft_tokens", "top_p", "r");
    }

    @Test
    void fieldsAreFoundInEitherSpelling() {
        MessageType names = MessageType.of(Names.class);
        assertThat(names.field("aws_s3_config"))
                .isSameAs(names.field("awsS3Config"))
                .isNotNull();
        assertThat(names.field("AwsS3Config")).isNull();
    }

    @Test
    void fieldsOfTheStoredPartAreFlatAmongTheOthers() {
        assertThat(MessageType.of(Job.class).fields())
                .extracting(MessageType.Field::jsonName)
                .containsExactly(
                        "name",
                        "createTime",
                        "state",
                        "jobProgress",
                        "dataset",
                        "epochs",
                        "learningRate",
                        "tokens",
                        "wandbConfig",
                        "lrScheduler",
                        "tags",
                        "status");
    }

    @Test
    void aMessageMayContainItself() {
        MessageType node = MessageType.of(Node.class);
        assertThat(Objects.requireNonNull(node.field("next")).message()).isSameAs(node);
        assertThat(node.fingerprint()).isEqualTo(MessageType.of(Node.class).fingerprint());
    }

    @Test
    void theFingerprintMovesWithTheFields() {
        assertThat(MessageType.of(OtherSpec.class).fingerprint())
                .isNotEqualTo(MessageType.of(LongerSpec.class).fingerprint())
                .isNotEqualTo(MessageType.of(Spec.class).fingerprint());
    }

    @Test
    void aRecordOfSomethingElseIsNoMessage() {
        assertThat(MessageType.describes(NotAMessage.class)).isFalse();
        assertThat(MessageType.describes(Job.class)).isTrue();
        assertThatThrownBy(() -> MessageType.of(NotAMessage.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("link");
        assertThat(new ProtoJson().writeString(new NotAMessage(URI.create("x:y"))))
                .isEqualTo("{\"link\":\"x:y\"}");
    }
}
