package dev.dragoman.gateway.secret;

import dev.dragoman.gateway.config.Environment;
import dev.dragoman.gateway.config.SecretSettings;
import dev.dragoman.gateway.config.SecretSource;
import dev.dragoman.provider.Credentials;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads secrets from the place that the configuration names, and knows them until their time is over. What the place does not tell stays
 * as it was.
 */
public final class SecretReader implements SecretSource, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SecretReader.class.getName());
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final Supplier<Credentials> google;
    private final InstantSource clock;
    private final LongSupplier nanoClock;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final LongAdder failures = new LongAdder();
    private volatile @Nullable OpenVault open;
    private volatile String told = "";

    /**
     * A reader; nothing is opened before it is asked for.
     *
     * @param google Google's credentials
     */
    public SecretReader(Supplier<Credentials> google, InstantSource clock, LongSupplier nanoClock) {
        this.google = google;
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    /**
     * What is known of a name.
     *
     * @param value the secret; null when there is none
     * @param due when it is asked for again
     * @param trouble why it could not be asked for the last time; null when it could
     */
    private record Held(
            @Nullable String value, Instant due, @Nullable String trouble) {

        /** No secret in here. */
        @Override
        public String toString() {
            return "due " + due;
        }
    }

    @Override
    public Secrets read(@Nullable SecretSettings settings, Environment environment, Set<String> names) {
        if (!OpenVault.isNeeded(settings, environment, names)) {
            close();
            return Secrets.NONE;
        }
        OpenVault vault;
        try {
            vault = opened(settings, environment);
        } catch (IllegalArgumentException wrong) {
            return new Secrets(Map.of(), Map.of(), String.valueOf(wrong.getMessage()));
        }
        Set<String> wanted = vault.wanted(names);
        held.keySet().retainAll(wanted);
        Set<String> asked = new TreeSet<>(wanted);
        if (!vault.isReadAlways()) {
            asked.removeIf(this::isKnown);
        }
        ask(vault, asked);
        return known();
    }

    @Override
    public boolean haveChanged() {
        OpenVault vault = open;
        if (vault == null) {
            return false;
        }
        vault.tend();
        Instant now = clock.instant();
        Map<String, Held> before = new HashMap<>(held);
        before.values().removeIf(one -> now.isBefore(one.due));
        if (before.isEmpty()) {
            return false;
        }
        ask(vault, before.keySet());
        List<String> changed = before.entrySet().stream()
                .filter(one -> isOther(one.getValue(), held.get(one.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (!changed.isEmpty()) {
            LOG.log(System.Logger.Level.INFO, "secrets that changed in {0}: {1}", vault, changed);
        }
        return !changed.isEmpty();
    }

    private static boolean isOther(Held before, @Nullable Held now) {
        return now == null || !Objects.equals(before.value, now.value);
    }

    /** A name that has no secret is asked for each time: it may have one by now. */
    private boolean isKnown(String name) {
        Held one = held.get(name);
        return one != null && one.value != null && clock.instant().isBefore(one.due);
    }

    private OpenVault opened(@Nullable SecretSettings settings, Environment environment) {
        OpenVault before = open;
        if (before != null && before.isOf(settings, environment)) {
            return before;
        }
        OpenVault made = OpenVault.of(settings, environment, google, clock, nanoClock);
        open = made;
        held.clear();
        if (before != null) {
            before.close();
        }
        return made;
    }

    private void ask(OpenVault vault, Collection<String> names) {
        if (names.isEmpty()) {
            return;
        }
        List<Inquiry.Answer> answers = new Inquiry(vault).all(names);
        Instant now = clock.instant();
        for (Inquiry.Answer answer : answers) {
            held.put(answer.name(), held(answer, vault, now));
        }
        tell(vault, answers.stream().filter(answer -> answer.trouble() != null).toList());
    }

    private Held held(Inquiry.Answer answer, OpenVault vault, Instant now) {
        OidcTokens.Read found = answer.found();
        if (answer.trouble() != null) {
            failures.increment();
            Held before = held.get(answer.name());
            Duration wait = vault.life().compareTo(RETRY) < 0 ? vault.life() : RETRY;
            return new Held(before == null ? null : before.value, now.plus(wait), answer.trouble());
        }
        return found == null
                ? new Held(null, now.plus(vault.life()), null)
                : new Held(found.token(), now.plus(found.life()), null);
    }

    /** Tells of failures once, until something else is wrong. */
    private void tell(OpenVault vault, List<Inquiry.Answer> failed) {
        StringBuilder lines = new StringBuilder();
        for (Inquiry.Answer answer : failed) {
            Held now = held.get(answer.name());
            String instead = now != null && now.value != null
                    ? "; the one in use stays"
                    : vault.isSet(answer.name()) ? "; the value of the environment is used instead" : "";
            lines.append("\n  ")
                    .append(answer.name())
                    .append(": ")
                    .append(answer.trouble())
                    .append(instead);
        }
        String text = lines.toString();
        if (!text.isEmpty() && !text.equals(told)) {
            LOG.log(System.Logger.Level.ERROR, "secrets could not be read from {0}:{1}", vault, text);
        } else if (text.isEmpty() && !told.isEmpty()) {
            LOG.log(System.Logger.Level.INFO, "secrets can be read from {0} again", vault);
        }
        told = text;
    }

    private Secrets known() {
        Map<String, String> values = new HashMap<>();
        Map<String, String> troubles = new HashMap<>();
        held.forEach((name, one) -> {
            if (one.value != null) {
                values.put(name, one.value);
            } else if (one.trouble != null) {
                troubles.put(name, one.trouble);
            }
        });
        return new Secrets(values, troubles, null);
    }

    /** What is wrong with the place; null when it does as asked, or there is none. */
    public @Nullable String trouble() {
        for (Map.Entry<String, Held> one : held.entrySet()) {
            if (one.getValue().trouble != null) {
                return one.getKey() + ": " + one.getValue().trouble;
            }
        }
        return null;
    }

    /** The kind of place; null when there is none. */
    public @Nullable String system() {
        OpenVault vault = open;
        return vault == null ? null : vault.system();
    }

    /** How many look-ups failed so far. */
    public long failures() {
        return failures.sum();
    }

    /** Whether the configuration depends on the secret of that name. */
    boolean uses(String name) {
        Held one = held.get(name);
        return one != null && one.value != null;
    }

    @Nullable
    OpenVault open() {
        return open;
    }

    @Override
    public void close() {
        OpenVault vault = open;
        open = null;
        held.clear();
        if (vault != null) {
            vault.close();
        }
    }
}
