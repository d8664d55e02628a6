package dev.emulator.fireworks.web.tomcat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.ServletContextInitializer;

/** Makes Tomcat listen on both loopback addresses, because {@code localhost} resolves to both, and some clients try only the first. */
final class LoopbackTomcat extends TomcatServletWebServerFactory {

    private static final byte[] IPV4 = {127, 0, 0, 1};
    private static final byte[] IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    private static final int MOST_ATTEMPTS = 20;

    @Override
    public WebServer getWebServer(ServletContextInitializer... initializers) {
        setAddress(address(IPV4));
        if (getPort() >= 0 && canListen(0)) {
            addAdditionalConnectors(connector());
        }
        return super.getWebServer(initializers);
    }

    private Connector connector() {
        var connector = new Connector(getProtocol());
        connector.setThrowOnFailure(true);
        customizeConnector(connector);
        ((AbstractProtocol<?>) connector.getProtocolHandler()).setAddress(address(IPV6));
        connector.addLifecycleListener(LoopbackTomcat::follow);
        return connector;
    }

    /** Gives the second connector the port and threads of the first. */
    private static void follow(LifecycleEvent event) {
        if (event.getType().equals(Lifecycle.BEFORE_START_EVENT) && event.getSource() instanceof Connector connector) {
            var first = connector.getService().findConnectors()[0];
            if (connector.getPort() == 0) {
                connector.setPort(portForBoth(first));
            }
            connector
                    .getProtocolHandler()
                    .setExecutor(first.getProtocolHandler().getExecutor());
        }
    }

    /** Restarts the first connector on another random port until the port is free on both addresses. */
    private static int portForBoth(Connector first) {
        try {
            for (int attempt = 0; attempt < MOST_ATTEMPTS && !canListen(first.getLocalPort()); attempt++) {
                first.stop();
                first.start();
            }
            return first.getLocalPort();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns whether IPv6 is available and the port is free. */
    private static boolean canListen(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address(IPV6), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress("localhost", bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError(e); // only thrown for a wrong length
        }
    }
}
