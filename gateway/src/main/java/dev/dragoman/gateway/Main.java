package dev.dragoman.gateway;

import dev.dragoman.Providers;
import dev.dragoman.catalog.Catalog;
import dev.dragoman.gateway.config.ConfigException;
import dev.dragoman.gateway.config.ConfigLoader;
import dev.dragoman.gateway.config.DataDirectory;
import dev.dragoman.gateway.config.Environment;
import dev.dragoman.gateway.config.Problem;
import dev.dragoman.gateway.config.Settings;
import dev.dragoman.gateway.deployment.DeploymentCheck;
import dev.dragoman.gateway.endpoint.Version;
import dev.dragoman.gateway.identity.Identity;
import dev.dragoman.gateway.identity.MasterKey;
import dev.dragoman.gateway.secret.SecretReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line: LiteLLM's flags, and {@code --check}. */
@Command(name = "dragoman", description = "The universal LLM gateway.", sortOptions = false)
public final class Main implements Callable<Integer> {

    private static final int DEFAULT_PORT = 4000;
    private static final int MAX_LISTED = 20;

    @Option(
            names = {"--config", "-c"},
            paramLabel = "FILE",
            description = "LiteLLM's config.yaml.")
    private @Nullable Path config;

    @Option(names = "--host", description = "Address to listen on (default: 0.0.0.0).")
    private @Nullable String host;

    @Option(names = "--port", description = "Port to listen on (default: 4000; 0 for any free one).")
    private @Nullable Integer port;

    @Option(names = "--detailed_debug", description = "Log everything but secrets.")
    private boolean detailedDebug;

    @Option(names = "--debug", description = "Log more.")
    private boolean debug;

    @Option(
            names = {"--check", "--validate_config"},
            description = "Check the configuration and exit.")
    private boolean check;

    @Option(names = "--health", description = "Ask a running gateway at host and port whether it is ready, and exit.")
    private boolean health;

    @Option(
            names = {"--version", "-v"},
            description = "Print the version and exit.")
    private boolean version;

    @Option(
            names = {"--help", "-h"},
            usageHelp = true,
            description = "Print this help and exit.")
    @SuppressWarnings("UnusedVariable") // read by the command line parser only
    private boolean help;

    @Option(
            names = {
                "--num_workers",
                "--keepalive_timeout",
                "--timeout_worker_healthcheck",
                "--max_requests_before_restart",
                "--limit_concurrency",
                "--log_config",
                "--telemetry"
            },
            hidden = true,
            description = "Accepted for LiteLLM's sake; one process serves everything here.")
    @SuppressWarnings("UnusedVariable") // read by the command line parser only
    private @Nullable String ofNoUse;

    @Option(
            names = {"--run_gunicorn", "--run_hypercorn", "--run_granian", "--reload", "--local", "--use_prisma_db_push"
            },
            hidden = true,
            description = "Accepted for LiteLLM's sake; one process serves everything here.")
    @SuppressWarnings("UnusedVariable") // read by the command line parser only
    private boolean alsoOfNoUse;

    private final Environment process;
    private final PrintStream out;
    private final PrintStream err;

    Main(Environment process, PrintStream out, PrintStream err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Runs the gateway until it is told to stop. */
    public static void main(String... arguments) {
        Main main = new Main(Environment.ofProcess(), System.out, System.err);
        CommandLine line = new CommandLine(main)
                .addSubcommand(
                        new ImportCommand(Environment.ofProcess(), System.out, System.err, InstantSource.system()));
        int exit = line.execute(arguments);
        System.exit(exit);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (version) {
            out.println("dragoman " + Version.CURRENT);
            return 0;
        }
        if (health) {
            return askHealth();
        }
        logging();
        try {
            return run();
        } catch (ConfigException wrong) {
            wrong.problems().forEach(err::println);
            err.println(errors(wrong.problems()) + " in the configuration; nothing was started.");
            return 1;
        } catch (IllegalStateException | java.io.UncheckedIOException impossible) {
            err.println("cannot start: " + impossible.getMessage());
            return 1;
        }
    }

    private int run() throws InterruptedException {
        Path file = file();
        SecretReader secrets = Server.secrets();
        ConfigLoader.Loaded loaded = file == null
                ? ConfigLoader.embedded(process)
                : ConfigLoader.load(
                        file, process, new DeploymentCheck(Providers.builtIn(), Catalog.builtIn()), secrets);
        loaded.warnings().forEach(err::println);
        if (check) {
            Extensions.customAuth(loaded.settings().identity().custom());
            out.println((file == null ? "embedded defaults" : file) + ": fine, "
                    + loaded.settings().models().size() + " deployments");
            return 0;
        }
        Settings settings = loaded.settings();
        String masterKey = masterKey(settings, loaded.environment());
        Server server = Server.start(loaded, secrets, masterKey, host(settings), port(settings));
        if (file != null) {
            server.watch(file, loaded, process);
        }
        greet(server, settings);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            server.drain();
            stopped.countDown();
        }));
        stopped.await();
        return 0;
    }

    private @Nullable Path file() {
        String fromEnvironment = process.get("CONFIG_FILE_PATH");
        return config != null || fromEnvironment == null ? config : Path.of(fromEnvironment);
    }

    private String masterKey(Settings settings, Environment environment) {
        String configured = settings.general().masterKey();
        String given = configured != null ? configured : environment.get("LITELLM_MASTER_KEY");
        if (given == null) {
            MasterKey kept = MasterKey.keptIn(DataDirectory.of(settings, process));
            out.println(
                    kept.fresh()
                            ? "Master key (shown this once, kept in " + kept.file() + "): " + kept.value()
                            : "Master key: kept in " + kept.file());
            return kept.value();
        }
        if (!given.startsWith("sk-")) {
            throw new IllegalStateException("LITELLM_MASTER_KEY: (hidden) (expected: a key that starts with sk-)");
        }
        if (given.equals(Identity.WELL_KNOWN_KEY)) {
            err.println("warning: the master key is the well-known " + given + "; it works from this machine only");
        }
        return given;
    }

    private String host(Settings settings) {
        String own = settings.dragoman().host();
        String fromEnvironment = process.get("HOST");
        String chosen = host != null ? host : own != null ? own : fromEnvironment;
        return chosen == null ? "0.0.0.0" : chosen;
    }

    private int port(Settings settings) {
        Integer own = settings.dragoman().port();
        Integer chosen = port != null ? port : own;
        if (chosen != null) {
            return chosen;
        }
        String fromEnvironment = process.get("PORT");
        try {
            return fromEnvironment == null ? DEFAULT_PORT : Integer.parseInt(fromEnvironment);
        } catch (NumberFormatException noNumber) {
            throw new IllegalStateException(
                    "PORT: " + fromEnvironment + " (expected: a port from 0 to 65535)", noNumber);
        }
    }

    private void greet(Server server, Settings settings) {
        String scheme = settings.dragoman().certificate() == null ? "http" : "https";
        String address = host(settings).equals("0.0.0.0") ? "localhost" : host(settings);
        out.println("Dragoman " + Version.CURRENT + " at " + scheme + "://" + address + ":" + server.port());
        List<String> names = server.modelNames();
        String more = names.size() > MAX_LISTED ? " and " + (names.size() - MAX_LISTED) + " more" : "";
        out.println("Models: " + String.join(", ", names.subList(0, Math.min(MAX_LISTED, names.size()))) + more);
        out.flush();
    }

    private int askHealth() {
        String target = "http://" + (host == null ? "127.0.0.1" : host) + ":" + (port == null ? DEFAULT_PORT : port)
                + "/health/readiness";
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(target).toURL().openConnection();
            connection.setConnectTimeout(2_000);
            connection.setReadTimeout(2_000);
            int status = connection.getResponseCode();
            out.println(target + " answers " + status);
            return status == 200 ? 0 : 1;
        } catch (IOException away) {
            err.println(target + " does not answer: " + away.getMessage());
            return 1;
        }
    }

    private static String errors(List<Problem> problems) {
        long errors = problems.stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .count();
        return errors + (errors == 1 ? " mistake" : " mistakes");
    }

    private void logging() {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %5$s%6$s%n");
        Level level = detailedDebug ? Level.FINE : debug ? Level.CONFIG : Level.INFO;
        Logger root = Logger.getLogger("");
        root.setLevel(detailedDebug ? Level.INFO : level);
        for (java.util.logging.Handler handler : root.getHandlers()) {
            handler.setLevel(level);
        }
        OWN.setLevel(level);
    }

    private static final Logger OWN = Logger.getLogger("dev.dragoman");
}
