import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the time for a file without an emulator. Arguments: copy or parse, a file for the warm-up, a file. Prints the seconds for the second
 * file, and its number of bytes or lines. A copy writes a new file in the same directory and computes a SHA-256 hash, as the emulator does with an
 * upload. A parse reads each line as a tree.
 */
class Raw {

    private static final JsonMapper JSON = new JsonMapper();

    public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
        boolean copies = args[0].equals("copy");
        for (String file : List.of(args[1], args[2])) {
            long began = System.nanoTime();
            long result = copies ? copy(Path.of(file)) : parse(Path.of(file));
            if (file.equals(args[2])) {
                System.out.println((System.nanoTime() - began) / 1e9 + " " + result);
            }
        }
    }

    private static long copy(Path file) throws IOException, NoSuchAlgorithmException {
        Path target = Path.of(file + ".copy");
        target.toFile().deleteOnExit();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[64 * 1024];
        long bytes = 0;
        try (var in = Files.newInputStream(file);
                var out = Files.newOutputStream(target)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
                bytes += read;
            }
        }
        digest.digest();
        return bytes;
    }

    /** Each line, including its end, must fit into the buffer. */
    private static long parse(Path file) throws IOException {
        long lines = 0;
        byte[] buffer = new byte[64 * 1024];
        try (var in = Files.newInputStream(file)) {
            int kept = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer, kept, buffer.length - kept)) {
                int from = 0;
                for (int i = kept; i < kept + read; i++) {
                    if (buffer[i] == '\n') {
                        lines += JSON.readTree(buffer, from, i - from).isObject() ? 1 : 0;
                        from = i + 1;
                    }
                }
                kept = kept + read - from;
                System.arraycopy(buffer, from, buffer, 0, kept);
            }
        }
        return lines;
    }
}
