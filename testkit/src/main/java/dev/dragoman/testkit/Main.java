package dev.dragoman.testkit;

import dev.dragoman.testkit.vendor.VendorSettings;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/** Serves all fake vendors until the process is ended. */
public final class Main {

    private static final int DEFAULT_PORT = 8089;
    private static final String USAGE = """
            Usage: java -jar dragoman-testkit.jar [--port N] [--host H] [--key K]

              --port N   the port to listen on, 0 for a free one (default 8089)
              --host H   the address to listen on (default 127.0.0.1)
              --key K    the only API key that is accepted (default: every key)
            """;

    private Main() {}

    /** Starts as the arguments say. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            VendorSettings settings = settings(arguments);
            FakeVendors vendors = FakeVendors.start(settings);
            announce(vendors, System.out);
            new CountDownLatch(1).await();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(USAGE);
            System.exit(2);
        }
    }

    static VendorSettings settings(String... arguments) {
        VendorSettings settings = VendorSettings.DEFAULT.keepingRequests(0).listeningOn("127.0.0.1", DEFAULT_PORT);
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " (expected: a value after it)");
            }
            settings = with(settings, arguments[i], arguments[i + 1]);
        }
        return settings;
    }

    private static VendorSettings with(VendorSettings settings, String option, String value) {
        return switch (option) {
            case "--port" -> settings.listeningOn(settings.host(), port(value));
            case "--host" -> settings.listeningOn(value, settings.port());
            case "--key" -> settings.requiringKey(value);
            default -> throw new IllegalArgumentException(option + " (expected: --port, --host or --key)");
        };
    }

    private static int port(String value) {
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 0xFFFF) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Reported below like every other wrong port.
        }
        throw new IllegalArgumentException("--port " + value + " (expected: 0 to 65535)");
    }

    private static void announce(FakeVendors vendors, PrintStream out) {
        out.println("Fake vendors are listening. Base URLs:");
        out.print(vendors.listing());
        out.flush();
    }
}
