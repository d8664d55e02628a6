package dev.emulator.fireworks;

import com.tngtech.archunit.core.domain.JavaCall;
import java.util.Set;
import java.util.stream.Collectors;

/** Calls that do something else on a machine with another language, encoding or time zone. */
public final class Defaults {

    private static final Set<String> CALLS = Set.of(
            "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
            "java.lang.String.formatted([Ljava.lang.Object;)",
            "java.lang.String.toLowerCase()",
            "java.lang.String.toUpperCase()",
            "java.lang.String.getBytes()",
            "java.lang.String.<init>([B)",
            "java.lang.String.<init>([B, int, int)",
            "java.io.ByteArrayOutputStream.toString()",
            "java.io.InputStreamReader.<init>(java.io.InputStream)",
            "java.io.OutputStreamWriter.<init>(java.io.OutputStream)",
            "java.io.FileReader.<init>(java.io.File)",
            "java.io.FileReader.<init>(java.lang.String)",
            "java.io.FileWriter.<init>(java.io.File)",
            "java.io.FileWriter.<init>(java.lang.String)",
            "java.io.PrintStream.<init>(java.io.OutputStream)",
            "java.io.PrintStream.<init>(java.io.OutputStream, boolean)",
            "java.io.PrintStream.printf(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintStream.format(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintWriter.<init>(java.io.OutputStream)",
            "java.io.PrintWriter.printf(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintWriter.format(java.lang.String, [Ljava.lang.Object;)",
            "java.nio.charset.Charset.defaultCharset()",
            "java.text.MessageFormat.format(java.lang.String, [Ljava.lang.Object;)",
            "java.text.NumberFormat.getInstance()",
            "java.text.DecimalFormat.<init>(java.lang.String)",
            "java.text.SimpleDateFormat.<init>(java.lang.String)",
            "java.time.ZoneId.systemDefault()",
            "java.time.format.DateTimeFormatter.ofPattern(java.lang.String)",
            "java.util.Formatter.<init>()",
            "java.util.Formatter.<init>(java.lang.Appendable)",
            "java.util.Locale.getDefault()",
            "java.util.Scanner.<init>(java.io.InputStream)",
            "java.util.TimeZone.getDefault()");

    private Defaults() {}

    public static boolean areUsed(JavaCall<?> call) {
        return CALLS.contains(signature(call));
    }

    private static String signature(JavaCall<?> call) {
        var target = call.getTarget();
        return target.getOwner().getName() + "." + target.getName()
                + target.getRawParameterTypes().stream()
                        .map(type -> type.getName())
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
