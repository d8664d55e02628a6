package dev.emulator.fireworks.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emulator.fireworks.aip.ApiException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names of files are kept, and as what. */
class ObjectNamesTests {

    private static final String FIELD = "file";

    @ParameterizedTest
    @CsvSource({
        "train.jsonl, train.jsonl",
        "a/b/c.jsonl, a/b/c.jsonl",
        "a;b.jsonl, a;b.jsonl",
        "data\\train.jsonl, data\\train.jsonl",
        "../train.jsonl, train.jsonl",
        "../../train.jsonl, train.jsonl",
        "./train.jsonl, train.jsonl",
        "/srv/data/train.jsonl, srv/data/train.jsonl",
        "//server/train.jsonl, server/train.jsonl",
        "a//b.jsonl, a/b.jsonl",
        "a/./b.jsonl, a/b.jsonl",
        "a/../b.jsonl, b.jsonl",
        "C:\\data\\train.jsonl, data\\train.jsonl",
        "C:/data/train.jsonl, data/train.jsonl",
        "..\\train.jsonl, train.jsonl",
        "c:train.jsonl, c:train.jsonl",
        "..train.jsonl, ..train.jsonl",
        "train..jsonl, train..jsonl",
    })
    void aNameLeadsNowhereElse(String name, String kept) {
        assertThat(ObjectNames.relative(name, FIELD)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "/", "a/..", "a/", "a/.", "a/b/..", "C:\\", "a\\"})
    void whatNamesNoFileIsRefused(String name) {
        assertThatThrownBy(() -> ObjectNames.relative(name, FIELD))
                .isInstanceOf(ApiException.class)
                .hasMessage("filename must not be empty");
    }

    @ParameterizedTest
    @CsvSource({
        "C:\\data\\train.jsonl, train.jsonl",
        "/home/dev/train.jsonl, train.jsonl",
        "..\\..\\train.jsonl, train.jsonl",
        "train.jsonl, train.jsonl",
        "..train, ..train",
    })
    void ofAPathTheLastSegmentIsKept(String path, String kept) {
        assertThat(ObjectNames.lastSegment(path, FIELD)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/", "a\\", "..", "a/.."})
    void aPathToAFolderIsRefused(String path) {
        assertThatThrownBy(() -> ObjectNames.lastSegment(path, FIELD)).hasMessage("filename must not be empty");
    }

    @Test
    void aNameHasAtMostTheBytesThatAnObjectsNameHas() {
        assertThat(ObjectNames.relative("é".repeat(512), FIELD)).hasSize(512);
        assertThatThrownBy(() -> ObjectNames.relative("é".repeat(512) + "x", FIELD))
                .hasMessage("filename must not be longer than 1024 bytes");
    }

    @Test
    void twoNamesOfOneFileAreRefused() {
        assertThat(ObjectNames.announced(List.of("../a", "b"), FIELD)).containsEntry("../a", "a");
        assertThatThrownBy(() -> ObjectNames.announced(List.of("../a", "a"), FIELD))
                .hasMessage("filename a is given twice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "form-data; name=\"file\"; filename=\"train.jsonl\" | train.jsonl",
                "form-data; name=\"file\"; filename=\"C:\\data\\train.jsonl\" | C:\\data\\train.jsonl",
                "form-data; name=\"file\"; filename=\"C:\\\\data\\\\train.jsonl\" | C:\\data\\train.jsonl",
                "form-data; name=\"file\"; filename=\"a\\\"b.jsonl\" | a\"b.jsonl",
                "form-data; name=\"file\"; filename=train.jsonl | train.jsonl",
                "form-data; name=\"file\"; filename=\"x\"; filename*=UTF-8''gr%C3%B6%C3%9Fe.jsonl | größe.jsonl",
                "form-data; name=\"file\"; filename*=UTF-8''C%3A%5Cdata%5Ctrain.jsonl | C:\\data\\train.jsonl",
                "form-data; name=\"file\" | §§",
            })
    void aPartSaysWhatItsFileIsCalled(String contentDisposition, String name) {
        assertThat(ObjectNames.submitted(contentDisposition)).isEqualTo(name);
    }
}
