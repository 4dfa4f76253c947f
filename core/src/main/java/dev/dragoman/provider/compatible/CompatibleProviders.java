package dev.dragoman.provider.compatible;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.dialect.openai.TextDialect;
import dev.dragoman.json.JsonBody;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.FormedService;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.Spoken;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.RealtimeService;
import dev.dragoman.provider.completions.RelayedService;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All places that speak OpenAI's format and are no provider of their own. Thread-safe. */
public final class CompatibleProviders {

    private static final Dialect TEXT = new TextDialect();

    private final Dialect dialect;
    private final @Nullable Dialect responses;
    private final Map<String, Map<Operation, Service>> further;

    /** The places of the table; {@code dialect} must be OpenAI's. */
    public CompatibleProviders(Dialect dialect) {
        this(dialect, null, Map.of());
    }

    /**
     * The places of the table.
     *
     * @param dialect must be OpenAI's
     * @param responses what some of them speak too; null to leave that out
     * @param further what places offer in other forms, by their names
     */
    public CompatibleProviders(
            Dialect dialect, @Nullable Dialect responses, Map<String, Map<Operation, Service>> further) {
        this.dialect = dialect;
        this.responses = responses;
        this.further = Map.copyOf(further);
    }

    /** The provider of that name or alias, or null when there is none; its own name is the one asked for. */
    public @Nullable Provider find(String name) {
        Row row = BuiltIn.TABLE.find(name);
        return row == null ? null : provider(name, row);
    }

    /** All of them, by their first names. */
    public List<Provider> all() {
        return BuiltIn.TABLE.all().stream()
                .map(row -> provider(row.name(), row))
                .toList();
    }

    /** The providers that work with nothing but what is set in an environment. */
    public static List<String> configured(Predicate<String> isSet) {
        return BuiltIn.TABLE.withVariable(isSet).stream()
                .filter(row -> row.isConfigured(isSet))
                .map(Row::name)
                .toList();
    }

    /** What a provider of that name serves in place of chat; empty when it serves chat. */
    public static List<String> servedInsteadOfChat(String name) {
        Row row = BuiltIn.TABLE.find(name);
        return row == null ? List.of() : List.copyOf(row.serves);
    }

    private Provider provider(String name, Row row) {
        CompatibleAddress address = new CompatibleAddress(row);
        Provider provider = new Provider(
                name,
                row.title,
                dialect,
                address,
                new CompatibleCredentials(row),
                new CompatibleQuirks(row),
                row.keys,
                row.bases,
                settings(row));
        Map<Operation, Service> services = services(row, address);
        boolean servicesOnly = !row.servesChat() && !services.isEmpty();
        if (servicesOnly) {
            return provider.withoutConversations().offering(services);
        }
        Provider offering = speaking(provider, row).offering(services);
        return row.offers.contains(Operation.COMPLETIONS)
                ? offering.speaking(Operation.COMPLETIONS, TEXT, Quirks.NONE)
                : offering;
    }

    private Provider speaking(Provider provider, Row row) {
        return responses == null || !row.speaks.contains(Operation.RESPONSES)
                ? provider
                : provider.speaking(new Spoken(
                        Operation.RESPONSES,
                        responses,
                        new CompatibleResponses(row.withoutInstructions),
                        CompatibleResponses.OCCASION));
    }

    private Map<Operation, Service> services(Row row, CompatibleAddress address) {
        Map<Operation, Service> services = new EnumMap<>(Operation.class);
        for (Operation operation : row.offers) {
            if (operation == Operation.COMPLETIONS) {
                continue;
            }
            if (operation == Operation.REALTIME) {
                services.put(operation, new RealtimeService(address, dialect::readError));
                continue;
            }
            List<String> left = row.leaves.getOrDefault(operation, List.of());
            ServiceForm form = row.services.get(operation);
            services.put(
                    operation,
                    form == null
                            ? new RelayedService(operation, address, dialect::readError, new Left(left))
                            : FormedService.of(operation, address, dialect::readError, form.leaving(left)));
        }
        services.putAll(further.getOrDefault(row.name(), Map.of()));
        return services;
    }

    /** Takes out the parameters that a place has no use for. */
    private record Left(List<String> names) implements Quirks {

        @Override
        public Adjusted adjust(JsonBody body, Target target) {
            JsonBody rest = body;
            List<String> unsupported = new ArrayList<>(0);
            for (String name : names) {
                if (rest.has(name)) {
                    rest = rest.without(name);
                    unsupported.add(name);
                }
            }
            return new Adjusted(rest, unsupported);
        }
    }

    private static Map<String, String> settings(Row row) {
        return row.settings.stream()
                .collect(Collectors.toMap(Setting::key, Setting::variable, (one, other) -> one, LinkedHashMap::new));
    }

    private static final class BuiltIn {

        static final ProviderTable TABLE = ProviderTable.builtIn();
    }
}
