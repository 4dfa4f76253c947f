package dev.dragoman.gateway.access;

import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Limit;
import dev.dragoman.gateway.call.LimitSource;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The limits that came with a key: those of the key, its user, team and organization, as a whole and for the model that is asked. */
public final class GrantLimits implements LimitSource {

    private final Outsiders outsiders;
    private final Predicate<String> failing;

    /**
     * With the limits of end users.
     *
     * @param failing whether a model has failed lately: then limits hold that are dynamic
     */
    public GrantLimits(Outsiders outsiders, Predicate<String> failing) {
        this.outsiders = outsiders;
        this.failing = failing;
    }

    @Override
    public List<Limit> limits(Call call) {
        if (!(call.caller().grant() instanceof Entitlements grant)
                || call.caller().admin()) {
            return List.of();
        }
        Limit customer = customer(call);
        List<Limit> usual = grant.isDynamic() && !failing.test(call.model()) ? grant.calmLimits() : grant.limits();
        if (customer == null && !grant.limitsModels()) {
            return usual;
        }
        List<Limit> limits = new ArrayList<>(usual);
        add(customer, limits);
        String model = call.model();
        add(perModel("model_per_key", grant.account(), grant.key(), grant.keyMetadata(), model), limits);
        add(perModel("model_per_team", grant.teamId(), grant.team(), grant.teamMetadata(), model), limits);
        JsonObject organization = grant.organization().object("metadata");
        add(
                perModel(
                        "model_per_organization",
                        grant.organizationId(),
                        JsonObject.EMPTY,
                        organization == null ? JsonObject.EMPTY : organization,
                        model),
                limits);
        return limits;
    }

    private @Nullable Limit customer(Call call) {
        String id = outsiders.customerId(call);
        JsonObject customer = id == null ? null : outsiders.customer(id);
        return id == null || customer == null ? null : of("end_user", id, customer, false);
    }

    private static @Nullable Limit perModel(
            String descriptor, @Nullable String id, JsonObject document, JsonObject metadata, String model) {
        Long requests = number(metadata.object("model_rpm_limit"), model);
        Long tokens = number(metadata.object("model_tpm_limit"), model);
        JsonObject budgets = document.object("model_max_budget");
        JsonObject budget = budgets == null ? null : budgets.object(model);
        requests = requests != null ? requests : number(budget, "rpm_limit");
        tokens = tokens != null ? tokens : number(budget, "tpm_limit");
        return id == null || requests == null && tokens == null
                ? null
                : new Limit(descriptor, id + ":" + model, requests, tokens, null);
    }

    /** The limit of a document; null when it has none. */
    static @Nullable Limit of(String descriptor, @Nullable String id, JsonObject document, boolean parallel) {
        Long requests = number(document, "rpm_limit");
        Long tokens = number(document, "tpm_limit");
        Long atOnce = parallel ? number(document, "max_parallel_requests") : null;
        return id == null || requests == null && tokens == null && atOnce == null
                ? null
                : new Limit(
                        descriptor,
                        id,
                        requests,
                        tokens,
                        atOnce == null ? null : (int) Math.min(atOnce, Integer.MAX_VALUE));
    }

    /** All limits of documents that hold whatever model is asked, in the order in which a refusal names them. */
    static List<Limit> usual(String account, Entitlements grant) {
        List<Limit> limits = new ArrayList<>();
        add(of("api_key", account, grant.key(), true), limits);
        add(of("user", grant.userId(), grant.user(), true), limits);
        add(of("team", grant.teamId(), grant.team(), true), limits);
        add(of("team_member", grant.teamId() + ":" + grant.userId(), grant.member(), false), limits);
        add(of("organization", grant.organizationId(), grant.organization(), true), limits);
        return List.copyOf(limits);
    }

    /** Those that hold while nothing is wrong with the model. */
    static List<Limit> calm(List<Limit> usual, Entitlements grant) {
        List<Limit> calm = new ArrayList<>();
        for (Limit limit : usual) {
            JsonObject document = switch (limit.descriptor()) {
                case "api_key" -> grant.key();
                case "team" -> grant.team();
                default -> JsonObject.EMPTY;
            };
            Long requests = Throughput.isDynamic(document, "rpm") ? null : limit.requests();
            Long tokens = Throughput.isDynamic(document, "tpm") ? null : limit.tokens();
            if (requests != null || tokens != null || limit.parallel() != null) {
                calm.add(new Limit(limit.descriptor(), limit.value(), requests, tokens, limit.parallel()));
            }
        }
        return calm.equals(usual) ? usual : List.copyOf(calm);
    }

    private static void add(@Nullable Limit limit, List<Limit> limits) {
        if (limit != null) {
            limits.add(limit);
        }
    }

    private static @Nullable Long number(@Nullable JsonObject object, String name) {
        JsonValue value = object == null ? null : object.get(name);
        return value instanceof JsonNumber number ? (Long) (long) number.doubleValue() : null;
    }
}
