package dev.emulator.fireworks.storage;

/** The allowed size of an upload, from the header {@code x-goog-content-length-range}. */
record LengthRange(long smallest, long largest) {

    static final String HEADER = "x-goog-content-length-range";

    /** Parses the header, which can have any value if it is not signed. */
    static LengthRange parse(String value) {
        try {
            var bounds = value.strip().split(",", -1);
            if (bounds.length == 2) {
                return new LengthRange(Long.parseLong(bounds[0].strip()), Long.parseLong(bounds[1].strip()));
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw StorageException.badRequest(HEADER + " must be two numbers of bytes");
    }

    void check(long length) {
        if (length > largest) {
            throw StorageException.entityTooLarge(length, largest);
        }
        if (length < smallest) {
            throw StorageException.entityTooSmall(length, smallest);
        }
    }
}
