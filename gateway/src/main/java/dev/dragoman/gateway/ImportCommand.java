package dev.dragoman.gateway;

import dev.dragoman.gateway.access.LiteLlmImport;
import dev.dragoman.gateway.access.LiteLlmModels;
import dev.dragoman.gateway.access.Secrets;
import dev.dragoman.gateway.access.WindowSpend;
import dev.dragoman.gateway.config.BudgetWindows;
import dev.dragoman.gateway.config.ConfigLoader;
import dev.dragoman.gateway.config.Environment;
import dev.dragoman.gateway.config.ModelCheck;
import dev.dragoman.gateway.config.Settings;
import dev.dragoman.gateway.crypto.Keyring;
import dev.dragoman.gateway.secret.SecretReader;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.DatabaseAddress;
import dev.dragoman.gateway.store.Engine;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings keys, users, teams and what they spent over from LiteLLM. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Bring keys, users, teams, organizations, budgets, spend, models and credentials over from LiteLLM's"
                        + " database.")
final class ImportCommand implements Callable<Integer> {

    @Option(names = "--from", required = true, description = "LiteLLM's DATABASE_URL. Nothing is changed there.")
    private String from = "";

    @Option(
            names = {"--config", "-c"},
            description = "The gateway's configuration, for its database; else DATABASE_URL or the embedded one.")
    private @Nullable Path config;

    @Option(
            names = "--salt-key-variable",
            description = "The environment variable with the key that LiteLLM encrypted models and credentials by; else"
                    + " LITELLM_SALT_KEY, and without it the master key.")
    private @Nullable String saltVariable;

    private final Environment process;
    private final PrintStream out;
    private final PrintStream err;
    private final InstantSource clock;

    ImportCommand(Environment process, PrintStream out, PrintStream err, InstantSource clock) {
        this.clock = clock;
        this.process = process;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        ConfigLoader.Loaded loaded = config == null ? ConfigLoader.embedded(process) : read(config);
        Settings settings = loaded.settings();
        DatabaseAddress source = source();
        DatabaseAddress target = ControlPlane.address(settings, loaded.environment());
        if (source == null || source.equals(target)) {
            err.println("--from: (hidden) (expected: LiteLLM's database, such as"
                    + " postgresql://user:password@host:5432/litellm, and not the gateway's own)");
            return 1;
        }
        try (Database theirs = Database.foreign(source, clock);
                Database ours = Database.open(target, 2, clock)) {
            WindowSpend totals =
                    new WindowSpend(() -> new BudgetWindows(settings.budgets().zone()), clock);
            new LiteLlmImport(theirs, ours, totals, clock).run(err::println).forEach(out::println);
            models(theirs, ours, settings, loaded.environment());
            out.println("Not brought over: passwords, and logs of single calls.");
            return 0;
        } catch (dev.dragoman.error.LlmException away) {
            err.println(away.detail().message());
            return 1;
        }
    }

    /** Encrypted here by the same key as the gateway encrypts by. */
    private void models(Database theirs, Database ours, Settings settings, Environment environment) {
        String configured = settings.general().masterKey();
        String master = configured == null ? environment.get("LITELLM_MASTER_KEY") : configured;
        String salt = environment.get(ControlPlane.SALT_KEY);
        String own = master == null ? salt : master;
        String foreign = saltVariable == null ? salt == null ? master : salt : environment.get(saltVariable);
        if (own == null || foreign == null) {
            err.println("models and credentials are left out: no key to read them by (expected: LITELLM_SALT_KEY or"
                    + " LITELLM_MASTER_KEY, as LiteLLM had them)");
            return;
        }
        Secrets secrets = new Secrets(Keyring.of(salt, own));
        new LiteLlmModels(theirs, ours, secrets, foreign, clock)
                .run(err::println)
                .forEach(out::println);
    }

    private ConfigLoader.Loaded read(Path file) {
        try (SecretReader secrets = Server.secrets()) {
            return ConfigLoader.load(file, process, ModelCheck.NONE, secrets);
        }
    }

    private @Nullable DatabaseAddress source() {
        try {
            DatabaseAddress source = DatabaseAddress.of(from);
            return source.engine() == Engine.POSTGRESQL ? source : null;
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
