package dev.emulator.fireworks.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import java.net.URI;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;

/** Whatever a file is called, its address leads to it. */
class ObjectPathPropertyTests {

    private static final String FIELD = "filename_to_size";

    @Property
    void anAddressIsReadAsItWasWritten(
            @ForAll @NotEmpty String account, @ForAll @NotEmpty String id, @ForAll @StringLength(min = 1) String name) {
        Assume.that(isText(account) && isText(id) && isText(name));
        var address = new ObjectPath(new ResourceName(account, "datasets", id), name);
        assertThat(ObjectPath.parse(address.path())).contains(address);
        assertThat(ObjectPath.parse(URI.create(address.path()).getRawPath())).contains(address);
    }

    /** As HTTP clients do before they send a request. */
    @Property
    void theAddressOfANameThatIsKeptIsTheSameAfterDotsAreRemoved(
            @ForAll @StringLength(max = 40) @Chars({'/', '.', '\\', ':', ';', '%', ' ', 'C', '\u00e9'}) String text) {
        var name = text;
        try {
            name = ObjectNames.relative(name, FIELD);
        } catch (ApiException e) {
            return;
        }
        var path = new ObjectPath(new ResourceName("acme", "datasets", "train"), name).path();
        assertThat(URI.create("http://localhost" + path).normalize().getRawPath())
                .isEqualTo(path);
        assertThat(ObjectNames.relative(name, FIELD)).isEqualTo(name);
    }

    /** A surrogate alone is no text, and is refused before. */
    private static boolean isText(String text) {
        return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }
}
