package dev.dragoman.provider;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.json.JsonBody;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place where models live.
 *
 * @param name its name in a model string, before the first slash
 * @param title its name in messages, such as {@code AzureOpenAI}
 * @param spoken the dialects it speaks, its own first; empty when it serves no conversations
 * @param services what it offers beside conversations
 * @param keyVariables environment variables that may hold its key, the first that is set wins
 * @param baseVariables environment variables that may hold its base address, the first that is set wins
 * @param settingVariables environment variables that may hold further settings, by configuration key
 */
public record Provider(
        String name,
        String title,
        List<Spoken> spoken,
        Map<Operation, Service> services,
        Address address,
        Credentials credentials,
        List<String> keyVariables,
        List<String> baseVariables,
        Map<String, String> settingVariables) {

    public Provider {
        spoken = List.copyOf(spoken);
        services = Map.copyOf(services);
        keyVariables = List.copyOf(keyVariables);
        baseVariables = List.copyOf(baseVariables);
        settingVariables = Map.copyOf(settingVariables);
    }

    /** A provider of conversations. */
    public Provider(
            String name,
            String title,
            Dialect dialect,
            Address address,
            Credentials credentials,
            Quirks quirks,
            List<String> keyVariables,
            List<String> baseVariables,
            Map<String, String> settingVariables) {
        this(
                name,
                title,
                List.of(new Spoken(Operation.CHAT, dialect, quirks)),
                Map.of(),
                address,
                credentials,
                keyVariables,
                baseVariables,
                settingVariables);
    }

    /** A provider of conversations whose further settings come from configuration only. */
    public Provider(
            String name,
            String title,
            Dialect dialect,
            Address address,
            Credentials credentials,
            Quirks quirks,
            List<String> keyVariables,
            List<String> baseVariables) {
        this(name, title, dialect, address, credentials, quirks, keyVariables, baseVariables, Map.of());
    }

    /** The same, speaking another dialect too. */
    public Provider speaking(Operation operation, Dialect dialect, Quirks quirks) {
        return speaking(new Spoken(operation, dialect, quirks));
    }

    /** The same, speaking another dialect too. */
    public Provider speaking(Spoken other) {
        List<Spoken> all = new ArrayList<>(spoken);
        all.add(other);
        return with(all, services);
    }

    /** The same, offering these services too. */
    public Provider offering(Map<Operation, Service> more) {
        Map<Operation, Service> all = new EnumMap<>(Operation.class);
        all.putAll(services);
        all.putAll(more);
        return with(spoken, all);
    }

    /** The same without conversations: a place that only has its services. */
    public Provider withoutConversations() {
        return with(List.of(), services);
    }

    /** The dialect that is shared with clients of that dialect, else the provider's own. */
    public Spoken spokenTo(Dialect client) {
        for (int i = 0; i < spoken.size(); i++) {
            if (speaks(spoken.get(i), client)) {
                return spoken.get(i);
            }
        }
        return spoken.getFirst();
    }

    /**
     * The dialect to talk in with a client of that dialect: the same where both speak it, else the provider's own, unless the
     * request needs another.
     *
     * @param asked the request in the client's dialect
     */
    public Spoken spokenTo(Dialect client, JsonBody asked, Target target) {
        for (int i = 1; i < spoken.size(); i++) {
            Spoken other = spoken.get(i);
            if (!speaks(other, client) && other.occasion().forOthers(asked, target)) {
                return other;
            }
        }
        Spoken shared = spokenTo(client);
        return shared.occasion().forItsClients(target) ? shared : spoken.getFirst();
    }

    private static boolean speaks(Spoken spoken, Dialect client) {
        return spoken.dialect().name().equals(client.name());
    }

    /** Its own dialect. */
    public Dialect dialect() {
        return spoken.getFirst().dialect();
    }

    /** Where it departs from its own dialect. */
    public Quirks quirks() {
        return spoken.getFirst().quirks();
    }

    /** Whether it serves conversations. */
    public boolean converses() {
        return !spoken.isEmpty();
    }

    /** The service for the operation, or null when it does not offer it. */
    public @Nullable Service service(Operation operation) {
        return services.get(operation);
    }

    /** Whether the operation can be asked of it; conversations of one dialect are served by any other. */
    public boolean offers(Operation operation) {
        return switch (operation) {
            case CHAT, RESPONSES, MESSAGES, COMPLETIONS, COUNT_TOKENS -> converses();
            case RELAY -> true;
            default -> services.containsKey(operation);
        };
    }

    /** What can be asked of it, in words that messages use. */
    public Set<Operation> operations() {
        Set<Operation> all = new LinkedHashSet<>();
        spoken.forEach(one -> all.add(one.operation()));
        for (Operation operation : Operation.values()) {
            if (services.containsKey(operation)) {
                all.add(operation);
            }
        }
        return all;
    }

    private Provider with(List<Spoken> others, Map<Operation, Service> offered) {
        return new Provider(
                name, title, others, offered, address, credentials, keyVariables, baseVariables, settingVariables);
    }
}
