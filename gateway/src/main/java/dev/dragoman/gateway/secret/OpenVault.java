package dev.dragoman.gateway.secret;

import dev.dragoman.gateway.config.Environment;
import dev.dragoman.gateway.config.SecretSettings;
import dev.dragoman.gateway.config.SecretSystem;
import dev.dragoman.http.Upstream;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Tokens;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The place of secrets in use, with its client. */
final class OpenVault implements AutoCloseable {

    private static final String TOKEN = "oidc/";
    private static final String ENCRYPTED = "LITELLM_SECRET_AWS_KMS_";
    private static final String USUAL_INTERVAL = "SECRET_MANAGER_REFRESH_INTERVAL";
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration CONJUR = Duration.ofMinutes(5);

    private final @Nullable SecretSettings settings;
    private final Environment environment;
    private final VaultWorld world;
    private final @Nullable SecretVault vault;
    private final Duration life;
    private final OidcTokens tokens;

    private OpenVault(@Nullable SecretSettings settings, VaultWorld world, @Nullable SecretVault vault, Duration life) {
        this.settings = settings;
        this.environment = world.environment();
        this.world = world;
        this.vault = vault;
        this.life = life;
        this.tokens = new OidcTokens(world);
    }

    /**
     * Opens it.
     *
     * @throws IllegalArgumentException telling what is missing or wrong
     */
    static OpenVault of(
            @Nullable SecretSettings settings,
            Environment environment,
            Supplier<Credentials> google,
            InstantSource clock,
            LongSupplier nanoClock) {
        SecretSettings.Trust trust = settings == null ? new SecretSettings.Trust(true, null) : settings.trust();
        Upstream upstream = TlsClient.of(trust(settings, trust, environment), identity(settings, environment));
        VaultWorld world = new VaultWorld(environment, upstream, new Tokens(upstream, clock), google, clock, nanoClock);
        try {
            return new OpenVault(
                    settings, world, settings == null ? null : vault(settings, world), life(settings, environment));
        } catch (RuntimeException wrong) {
            upstream.close();
            throw wrong;
        }
    }

    private static @Nullable SecretVault vault(SecretSettings settings, VaultWorld world) {
        return switch (settings.system()) {
            case AWS_SECRET_MANAGER -> new AwsSecrets(settings, world);
            case AWS_KMS -> new AwsKms(settings, world);
            case AZURE_KEY_VAULT -> new AzureKeyVault(world);
            case GOOGLE_SECRET_MANAGER -> new GoogleSecrets(world);
            case GOOGLE_KMS -> new GoogleKms(settings, world);
            case HASHICORP_VAULT -> new HashiCorpVault(world);
            case CYBERARK -> new ConjurVault(world);
            case CUSTOM ->
                CustomVault.of(String.valueOf(settings.customClass()), settings.customCode(), world.environment());
            case LOCAL -> null;
        };
    }

    private static SecretSettings.Trust trust(
            @Nullable SecretSettings settings, SecretSettings.Trust usual, Environment environment) {
        boolean unchecked = settings != null
                && settings.system() == SecretSystem.CYBERARK
                && "false".equalsIgnoreCase(environment.get("CYBERARK_SSL_VERIFY"));
        return unchecked ? new SecretSettings.Trust(false, null) : usual;
    }

    private static TlsClient.@Nullable Identity identity(@Nullable SecretSettings settings, Environment environment) {
        String prefix = switch (settings == null ? SecretSystem.LOCAL : settings.system()) {
            case HASHICORP_VAULT -> "HCP_VAULT";
            case CYBERARK -> "CYBERARK";
            default -> "";
        };
        String chain = environment.get(prefix + "_CLIENT_CERT");
        String key = environment.get(prefix + "_CLIENT_KEY");
        return chain == null || key == null ? null : new TlsClient.Identity(Path.of(chain), Path.of(key));
    }

    /** How long what was read is used before it is asked for again. */
    private static Duration life(@Nullable SecretSettings settings, Environment environment) {
        return switch (settings == null ? SecretSystem.LOCAL : settings.system()) {
            case HASHICORP_VAULT -> interval("HCP_VAULT_REFRESH_INTERVAL", environment, usual(environment));
            case GOOGLE_SECRET_MANAGER ->
                interval("GOOGLE_SECRET_MANAGER_REFRESH_INTERVAL", environment, usual(environment));
            case CYBERARK -> interval("CYBERARK_REFRESH_INTERVAL", environment, CONJUR);
            default -> usual(environment);
        };
    }

    private static Duration usual(Environment environment) {
        return interval(USUAL_INTERVAL, environment, DAY);
    }

    private static Duration interval(String variable, Environment environment, Duration usual) {
        String text = environment.get(variable);
        if (text == null) {
            return usual;
        }
        try {
            long seconds = Long.parseLong(text.strip());
            if (seconds > 0) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException none) {
            // Told below, as zero is.
        }
        throw new IllegalArgumentException(variable + ": " + text + " (expected: a number of seconds, 1 or more)");
    }

    /** Whether references are answered by nothing but the environment, so that nothing needs to be opened. */
    static boolean isNeeded(@Nullable SecretSettings settings, Environment environment, Set<String> names) {
        boolean kept = settings != null && settings.system() != SecretSystem.LOCAL;
        return kept || decrypts(environment) || names.stream().anyMatch(name -> name.startsWith(TOKEN));
    }

    private static boolean decrypts(Environment environment) {
        return "true".equalsIgnoreCase(environment.get("USE_AWS_KMS"));
    }

    /** Whether it is the place of these settings, reached in the same manner. */
    boolean isOf(@Nullable SecretSettings other, Environment around) {
        return Objects.equals(settings, other) && environment.equals(around);
    }

    /** The names that are looked up: of those referred to, those that can be here; and encrypted variables. */
    Set<String> wanted(Set<String> names) {
        Set<String> wanted = new TreeSet<>();
        for (String name : names) {
            if (name.startsWith(TOKEN) || isHere(name)) {
                wanted.add(name);
            }
        }
        if (decrypts(environment)) {
            environment.variables().keySet().stream()
                    .filter(name -> name.startsWith(ENCRYPTED))
                    .forEach(name -> wanted.add(name.substring(ENCRYPTED.length())));
        }
        return wanted;
    }

    private boolean isHere(String name) {
        return vault != null && settings != null && settings.hosts(name) && !vault.isOwn(name) && !name.isEmpty();
    }

    /** Looks a name up. */
    OidcTokens.@Nullable Read read(String name) {
        if (name.startsWith(TOKEN)) {
            return tokens.read(name);
        }
        String encrypted = decrypts(environment) ? environment.get(ENCRYPTED + name) : null;
        String value = encrypted != null
                ? AwsKms.decrypted(encrypted.strip(), world)
                : vault == null ? null : vault.read(name);
        return value == null ? null : new OidcTokens.Read(value, life);
    }

    /** How long it is known that there is nothing. */
    Duration life() {
        return life;
    }

    /** Whether what was read is read again for every configuration. */
    boolean isReadAlways() {
        return settings != null
                && settings.system() == SecretSystem.GOOGLE_SECRET_MANAGER
                && "true".equalsIgnoreCase(environment.get("GOOGLE_SECRET_MANAGER_ALWAYS_READ_SECRET_MANAGER"));
    }

    boolean isSet(String variable) {
        return environment.get(variable) != null;
    }

    /** Where copies of keys are written; null when there are none. */
    @Nullable
    SecretVault copies() {
        return settings != null && settings.copies().on() ? vault : null;
    }

    SecretSettings.@Nullable Copies filing() {
        return settings == null ? null : settings.copies();
    }

    void tend() {
        if (vault != null) {
            vault.tend();
        }
    }

    /** Its kind. */
    String system() {
        return settings == null ? "oidc" : settings.system().word();
    }

    @Override
    public void close() {
        if (vault != null) {
            vault.close();
        }
        world.upstream().close();
    }

    /** Kind and address. */
    @Override
    public String toString() {
        return vault == null ? system() : system() + " at " + vault;
    }
}
