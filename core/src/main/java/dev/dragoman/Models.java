package dev.dragoman;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.ParameterPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The deployments behind a model's name: those of a group, or the one that the name itself tells. Thread-safe. */
final class Models {

    private static final int MOST_REMEMBERED = 1000;

    private final Locator locator;
    private final Mocks mocks;
    private final Map<String, Access> accessByProvider;
    private final Map<String, List<GroupEntry>> groups;
    private final Map<String, List<Deployment>> remembered = new ConcurrentHashMap<>();

    Models(Locator locator, Mocks mocks, Map<String, Access> accessByProvider, Map<String, List<GroupEntry>> groups) {
        this.locator = locator;
        this.mocks = mocks;
        this.accessByProvider = Map.copyOf(accessByProvider);
        this.groups = Map.copyOf(groups);
    }

    /** What stands in for the model's answer; null when it is asked. */
    @Nullable
    Mock mock(String name, Manner manner) {
        return manner.mock() != null ? manner.mock() : mocks.of(name);
    }

    /**
     * The deployments behind the name; never empty.
     *
     * @throws LlmException when the name tells no provider, or something is missing to reach it
     */
    List<Deployment> find(String name, Manner manner) {
        if (!manner.isPlain()) {
            return made(name, manner);
        }
        List<Deployment> known = remembered.get(name);
        if (known != null) {
            return known;
        }
        List<Deployment> made = made(name, manner);
        if (remembered.size() < MOST_REMEMBERED) {
            remembered.put(name, made);
        }
        return made;
    }

    private List<Deployment> made(String name, Manner manner) {
        List<GroupEntry> group = groups.get(name);
        if (group == null) {
            return List.of(deployment(name, name, GroupEntry.of(name), manner));
        }
        if (!manner.access().equals(Access.NONE)) {
            throw new BadRequestException(ErrorDetail.of("api_key: given for " + name
                            + ", which is a group of several models (expected: keys and addresses in its entries)")
                    .withType("invalid_request_error")
                    .withParam("api_key"));
        }
        List<Deployment> deployments = new ArrayList<>(group.size());
        for (GroupEntry entry : group) {
            deployments.add(deployment(name + " " + deployments.size(), name, entry, manner));
        }
        return List.copyOf(deployments);
    }

    private Deployment deployment(String id, String group, GroupEntry entry, Manner manner) {
        Located found = located(entry, manner);
        Mock mock = mock(group, manner);
        Located located = mock == null ? found : mocks.inPlaceOf(found, mock);
        Target target = located.target();
        Deployment.Endpoints endpoints = endpoints(located);
        checkCredentials(located);
        return new Deployment(
                id,
                group,
                located.provider(),
                target,
                JsonObject.EMPTY,
                ParameterPolicy.STRICT,
                manner.headers(),
                manner.extraBody(),
                Deployment.AttemptTimeouts.DEFAULT,
                entry.share(),
                endpoints,
                entry.turn());
    }

    private Located located(GroupEntry entry, Manner manner) {
        try {
            Access own = manner.access().over(entry.access());
            Provider named = locator.provider(entry.model(), own.provider());
            Access usual = accessByProvider.getOrDefault(named.name(), Access.NONE);
            return locator.locate(entry.model(), own.over(usual));
        } catch (IllegalArgumentException wrong) {
            throw refusal(wrong, entry.model());
        }
    }

    private static Deployment.Endpoints endpoints(Located located) {
        try {
            return Deployment.Endpoints.of(located.provider(), located.target());
        } catch (IllegalArgumentException wrong) {
            throw refusal(wrong, located.target().model());
        }
    }

    private static void checkCredentials(Located located) {
        try {
            located.provider().credentials().check(located.target());
        } catch (IllegalArgumentException missing) {
            throw new AuthenticationException(
                    ErrorDetail.of(String.valueOf(missing.getMessage()))
                            .at(located.provider().name(), located.target().model()),
                    401,
                    missing);
        }
    }

    /** Messages begin with the name of what is wrong. */
    private static BadRequestException refusal(IllegalArgumentException wrong, String model) {
        String message = String.valueOf(wrong.getMessage());
        int colon = message.indexOf(": ");
        boolean named = colon > 0 && message.indexOf(' ') > colon;
        return new BadRequestException(
                ErrorDetail.of(named ? message : model + ": " + message)
                        .withType("invalid_request_error")
                        .withParam(named ? message.substring(0, colon) : "model"),
                400,
                wrong);
    }
}
