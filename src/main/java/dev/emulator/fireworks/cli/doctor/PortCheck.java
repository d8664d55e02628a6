package dev.emulator.fireworks.cli.doctor;

import dev.emulator.fireworks.cli.console.ErrorMessages;
import dev.emulator.fireworks.cli.console.Readiness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;

/** Checks whether the emulator can listen on the configured address and port. */
final class PortCheck implements Check {

    private static final String NAME = "port";
    private static final String IPV6 = "::1";
    private static final int LARGEST = 65_535;
    private static final int PRIVILEGED = 1024;

    @Override
    public List<Finding> run(DoctorContext context) {
        var port = context.port();
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > LARGEST) {
            return List.of(Finding.problem(
                    NAME,
                    "server.port is " + port + ", which is not a port",
                    "Use a port from 1 to 65535, or 0 for any free port."));
        }
        if (port.equals("0")) {
            return List.of(Finding.ok(NAME, "any free port, which the start prints"));
        }
        return List.of(run(context, Integer.parseInt(port)));
    }

    private static Finding run(DoctorContext context, int port) {
        var address = context.address();
        try {
            listen(InetAddress.getByName(address.equals("localhost") ? "127.0.0.1" : address), port);
            if (address.equals("localhost") && hasIpv6()) {
                listen(InetAddress.getByName(IPV6), port);
            }
            return Finding.ok(NAME, port + " on " + address + " is free");
        } catch (UnknownHostException e) {
            return Finding.problem(
                    NAME,
                    "server.address is " + context.address() + ", which is not an address",
                    "Remove the setting, or use 0.0.0.0.");
        } catch (IOException e) {
            return inUse(context, port, e);
        }
    }

    private static void listen(InetAddress address, int port) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        }
    }

    private static boolean hasIpv6() {
        try {
            listen(InetAddress.getByName(IPV6), 0);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Finding inUse(DoctorContext context, int port, IOException e) {
        var there = context.running();
        switch (there.state()) {
            case READY -> {
                return Finding.problem(
                        NAME,
                        port + " is in use: an emulator is already running there",
                        "Use that emulator, stop it, or use another port: --port=" + next(port)
                                + ", or --port=0 for any free port.");
            }
            case NOT_READY -> {
                return Finding.problem(
                        NAME,
                        port + " is in use: an emulator is already running there, but is not ready",
                        "Wait until it is ready, stop it, or use another port: --port=" + next(port) + ".");
            }
            default -> {
                var owner = ProcessLookup.listeningAt(port);
                if (there.state() == Readiness.State.NO_ANSWER && owner.isEmpty()) {
                    return unusable(context, port, e);
                }
                return Finding.problem(
                        NAME,
                        port + " is in use by " + owner.orElse("another program"),
                        "Stop that program, or use another port: --port=" + next(port)
                                + ", or --port=0 for any free port.");
            }
        }
    }

    private static int next(int port) {
        return port % LARGEST + 1;
    }

    /** The port is free, so the port or the address itself is not usable. */
    private static Finding unusable(DoctorContext context, int port, IOException e) {
        return Finding.problem(
                NAME,
                port + " on " + context.address() + " cannot be used: " + ErrorMessages.of(e),
                port < PRIVILEGED
                        ? "Ports below 1024 need administrator rights; use a higher one: --server.port=3473."
                        : "Set server.address to an address of this machine, and server.port to a free port.");
    }
}
