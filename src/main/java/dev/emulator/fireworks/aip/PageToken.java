package dev.emulator.fireworks.aip;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the start of the next page as an opaque text (AIP-158). A checksum binds the token to its list, so that a token is refused with another
 * parent, filter or order.
 */
public final class PageToken {

    private static final int CHECKSUM_BYTES = 12;
    private static final int NULL_LENGTH = -1;
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final int LONGEST_NUMBER = 18;

    private PageToken() {}

    /**
     * The number of items that a page number skips. Some clients use page numbers, from 0, as the vendor's CLI documents.
     *
     * @param size number of items of a page
     * @return empty if the token is not a number; {@link Long#MAX_VALUE} for a number beyond any list
     */
    public static OptionalLong skippedBy(String token, int size) {
        if (!NUMBER.matcher(token).matches()) {
            return OptionalLong.empty();
        }
        var page = token.length() > LONGEST_NUMBER ? Long.MAX_VALUE : Long.parseLong(token);
        return OptionalLong.of(page > Integer.MAX_VALUE ? Long.MAX_VALUE : page * size);
    }

    public static String encode(String binding, List<@Nullable String> position) {
        int size = Integer.BYTES;
        for (String value : position) {
            size += Integer.BYTES + (value == null ? 0 : value.length() * Character.BYTES);
        }
        ByteBuffer payload = ByteBuffer.allocate(size).putInt(position.size());
        for (String value : position) {
            putText(payload, value);
        }
        byte[] checksum = checksum(payload.array(), binding);
        return text(ByteBuffer.allocate(size + CHECKSUM_BYTES)
                .put(payload.array())
                .put(checksum)
                .array());
    }

    public static List<@Nullable String> decode(String token, String binding) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            // The decoder accepts stray bits and padding. Each token must have only one valid spelling.
            if (bytes.length < CHECKSUM_BYTES || !text(bytes).equals(token)) {
                throw invalid();
            }
            byte[] payload = Arrays.copyOf(bytes, bytes.length - CHECKSUM_BYTES);
            byte[] checksum = Arrays.copyOfRange(bytes, payload.length, bytes.length);
            if (!MessageDigest.isEqual(checksum, checksum(payload, binding))) {
                throw invalid();
            }
            return position(ByteBuffer.wrap(payload));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw invalid();
        }
    }

    private static List<@Nullable String> position(ByteBuffer payload) {
        List<@Nullable String> position = new ArrayList<>();
        for (int left = payload.getInt(); left > 0; left--) {
            position.add(getText(payload));
        }
        if (payload.hasRemaining()) {
            throw invalid();
        }
        return Collections.unmodifiableList(position);
    }

    // UTF-16 instead of UTF-8, so that lone surrogates are preserved.
    private static void putText(ByteBuffer payload, @Nullable String value) {
        if (value == null) {
            payload.putInt(NULL_LENGTH);
        } else {
            payload.putInt(value.length());
            value.chars().forEach(c -> payload.putChar((char) c));
        }
    }

    private static @Nullable String getText(ByteBuffer payload) {
        int length = payload.getInt();
        if (length == NULL_LENGTH) {
            return null;
        }
        // The checksum has no secret, so a forged token can contain any length.
        if (length < 0 || length > payload.remaining() / Character.BYTES) {
            throw invalid();
        }
        StringBuilder value = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            value.append(payload.getChar());
        }
        return value.toString();
    }

    private static byte[] checksum(byte[] payload, String binding) {
        ByteBuffer bound = ByteBuffer.allocate(Integer.BYTES + binding.length() * Character.BYTES);
        putText(bound, binding);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bound.array());
            return Arrays.copyOf(digest.digest(payload), CHECKSUM_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static ApiException invalid() {
        return ApiException.invalidArgument("invalid page token");
    }
}
