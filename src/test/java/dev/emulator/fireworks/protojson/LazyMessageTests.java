package dev.emulator.fireworks.protojson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.emulator.fireworks.protojson.Messages.Progress;
import org.junit.jupiter.api.Test;

class LazyMessageTests {

    record Stored(String name, @JsonUnwrapped LazyMessage<Progress> part) {}

    private final ProtoJson json = new ProtoJson();

    @Test
    void textIsParsedOnceAndOnlyWhenTheValueIsAskedFor() {
        LazyMessage<Progress> broken = LazyMessage.ofText("{nonsense}", Progress.class, json);
        assertThat(broken).hasToString("{nonsense}");
        assertThatThrownBy(broken::value).isInstanceOf(ProtoJsonException.class);
        LazyMessage<Progress> stored = LazyMessage.ofText("{\"percent\":3}", Progress.class, json);
        assertThat(stored.value()).isEqualTo(new Progress(3, 0)).isSameAs(stored.value());
    }

    @Test
    void textAndRecordOfOneMessageAreEqual() {
        LazyMessage<Progress> record = LazyMessage.of(new Progress(3, 4));
        LazyMessage<Progress> text = LazyMessage.ofText(json.writeString(new Progress(3, 4)), Progress.class, json);
        assertThat(record).isEqualTo(text).hasSameHashCodeAs(text).isNotEqualTo(LazyMessage.of(new Progress(3, 5)));
        assertThat(record.text(json)).isEqualTo(text.text(json));
    }

    @Test
    void onlyObjectsAreStored() {
        assertThatThrownBy(() -> LazyMessage.ofText("[]", Progress.class, json))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMessageWithAStoredPartIsWrittenOnce() {
        var stored = LazyMessage.ofText("{\"percent\":3,\"outputRows\":\"4\"}", Progress.class, json);
        var message = new Stored("first", stored);
        byte[] written = json.writeBytes(message);
        assertThat(written).asString().isEqualTo("{\"name\":\"first\",\"percent\":3,\"outputRows\":\"4\"}");
        assertThat(json.writeBytes(message)).isSameAs(written);
    }

    @Test
    void anotherMessageWithTheSameStoredPartIsWritten() {
        var stored = LazyMessage.ofText("{\"percent\":3,\"outputRows\":\"4\"}", Progress.class, json);
        json.writeBytes(new Stored("first", stored));
        assertThat(json.writeString(new Stored("second", stored)))
                .isEqualTo("{\"name\":\"second\",\"percent\":3,\"outputRows\":\"4\"}");
    }
}
