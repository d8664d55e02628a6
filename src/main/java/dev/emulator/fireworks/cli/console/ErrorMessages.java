package dev.emulator.fireworks.cli.console;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** Readable messages for exceptions of the JDK, whose own messages often are just a name, or null. */
public final class ErrorMessages {

    private ErrorMessages() {}

    public static String of(Throwable e) {
        if (e instanceof UnknownHostException
                || e instanceof UnresolvedAddressException
                || e.getCause() instanceof UnresolvedAddressException) {
            return "there is no such host";
        }
        if (e instanceof SocketTimeoutException || e instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        if (e instanceof ConnectException) {
            return Objects.requireNonNullElse(e.getMessage(), "connection refused");
        }
        if (e instanceof ClassCastException) {
            return "not an HTTP URL";
        }
        return e instanceof IOException ioException ? of(ioException) : messageOf(e);
    }

    private static String of(IOException e) {
        if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
            return "there is no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        return messageOf(e);
    }

    private static String messageOf(Throwable e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }
}
