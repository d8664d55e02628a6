package dev.emulator.fireworks.web.tomcat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Creates a self-signed certificate for {@code emulator.tls=self-signed}, with the {@code keytool} of this JVM. It is kept, so that clients
 * can trust the same certificate after restarts.
 */
public final class SelfSignedCertificate implements EnvironmentPostProcessor {

    private static final String STORE = "tls.p12";
    private static final String CERTIFICATE = "tls.pem";
    private static final String ALIAS = "fireworks-emulator";

    /** Protects nothing, as it is public; the file is readable only by its owner. */
    private static final String PASSWORD = "fireworks-emulator";

    private static final String NAMES =
            "san=dns:localhost,dns:fireworks-emulator,dns:host.docker.internal,ip:127.0.0.1,ip:0:0:0:0:0:0:0:1";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (isWanted(environment)) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource(
                            "tls",
                            Map.of(
                                    "server.ssl.key-store",
                                    directory(environment).resolve(STORE).toString(),
                                    "server.ssl.key-store-password",
                                    PASSWORD)));
        }
    }

    private static boolean isWanted(Environment environment) {
        return environment
                .getProperty("emulator.tls", "")
                .strip()
                .replace('_', '-')
                .equalsIgnoreCase("self-signed");
    }

    /** The configured directory, else the data directory, else a directory in the user's home. */
    private static Path directory(Environment environment) {
        var set = environment.getProperty("emulator.tls-directory", "").strip();
        var data = environment.getProperty("emulator.data-dir", "").strip();
        return Path.of(
                        !set.isEmpty()
                                ? set
                                : !data.isEmpty() ? data : System.getProperty("user.home") + "/.fireworks-emulator")
                .toAbsolutePath();
    }

    /** Creates the key store unless it exists, and exports the certificate. */
    static void prepare(Environment environment) {
        if (!isWanted(environment)) {
            return;
        }
        var directory = directory(environment);
        try {
            Files.createDirectories(directory);
            if (!Files.exists(directory.resolve(STORE))) {
                make(directory);
            }
            export(directory);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot create a certificate in " + directory + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void make(Path directory) throws IOException, InterruptedException {
        var scratch = Files.createTempDirectory(directory, ".tls-");
        var store = scratch.resolve(STORE);
        try {
            var keytool =
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
            var command = List.of(
                    keytool,
                    "-genkeypair",
                    "-alias",
                    ALIAS,
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-validity",
                    "730",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    NAMES,
                    "-ext",
                    "eku=serverAuth",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD);
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IOException(output.lines().findFirst().orElse(keytool + " failed"));
            }
            // Atomic, so that one of two concurrent starts wins with a complete file.
            Files.move(store, directory.resolve(STORE), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(store);
            Files.delete(scratch);
        }
    }

    private static void export(Path directory) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(directory.resolve(STORE))) {
            store.load(in, PASSWORD.toCharArray());
        }
        var encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        Files.writeString(
                directory.resolve(CERTIFICATE),
                "-----BEGIN CERTIFICATE-----\n"
                        + encoder.encodeToString(store.getCertificate(ALIAS).getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }
}
