import com.sun.tools.attach.VirtualMachine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Arrays;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Prints the bytes that all threads of a JVM have allocated so far, once for each line of the standard input. Argument: the process ID.
 */
class Allocated {

    public static void main(String[] args) throws Exception {
        var machine = VirtualMachine.attach(args[0]);
        var address = machine.startLocalManagementAgent();
        machine.detach();
        try (var connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
                var lines = new BufferedReader(new InputStreamReader(System.in))) {
            while (lines.readLine() != null) {
                System.out.println(bytes(connector.getMBeanServerConnection(), new ObjectName("java.lang:type=Threading")));
            }
        }
    }

    private static long bytes(MBeanServerConnection server, ObjectName threads) throws JMException, IOException {
        try {
            return (Long) server.getAttribute(threads, "TotalThreadAllocatedBytes");
        } catch (AttributeNotFoundException beforeJdk21) { // then without the threads that have ended
            var ids = server.getAttribute(threads, "AllThreadIds");
            var each = (long[]) server.invoke(
                    threads, "getThreadAllocatedBytes", new Object[] {ids}, new String[] {long[].class.getName()});
            return Arrays.stream(each).filter(bytes -> bytes > 0).sum();
        }
    }
}
