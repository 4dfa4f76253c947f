package dev.dragoman.gateway.identity;

import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Visit;
import dev.dragoman.gateway.config.CustomAuthSettings;
import dev.dragoman.gateway.config.CustomAuthSettings.Mode;
import dev.dragoman.gateway.extension.AuthDecision;
import dev.dragoman.gateway.extension.AuthRequest;
import dev.dragoman.gateway.extension.CallerIdentity;
import dev.dragoman.gateway.extension.CustomAuth;
import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Callers whom code of the operator's own knows. */
public final class CustomCallers {

    private static final System.Logger LOG = System.getLogger(CustomCallers.class.getName());
    private static final int LONGEST_REASON = 500;

    private final CustomAuth code;
    private final Supplier<CustomAuthSettings> settings;
    private final Guests guests;
    private final KeyHolders holders;

    /** Those of that code. */
    public CustomCallers(CustomAuth code, Supplier<CustomAuthSettings> settings, Guests guests, KeyHolders holders) {
        this.code = code;
        this.settings = settings;
        this.guests = guests;
        this.holders = holders;
    }

    /**
     * The caller; null when keys decide.
     *
     * @throws LlmException when they must not call, or that cannot be told at the moment
     */
    @Nullable
    Caller find(Visit visit, @Nullable String key) {
        CustomAuthSettings now = settings.get();
        if (now.mode() == Mode.OFF) {
            return null;
        }
        return switch (decided(visit, key)) {
            case AuthDecision.Admitted admitted -> guest(admitted.identity(), now);
            case AuthDecision.ActingAs holder ->
                holders.of(holder.hashed() ? holder.key() : hash(holder.key()), "sk-...");
            case AuthDecision.Refused refused -> throw Refused.because(cut(refused.reason()));
            case AuthDecision.Unknown unknown when now.mode() == Mode.AUTO -> null;
            case AuthDecision.Unknown unknown -> throw Refused.because("custom_auth does not know who is calling");
        };
    }

    private AuthDecision decided(Visit visit, @Nullable String key) {
        try {
            @Nullable AuthDecision decision = code.authenticate(request(visit, key));
            if (decision != null) {
                return decision;
            }
            LOG.log(
                    System.Logger.Level.ERROR,
                    "custom_auth {0} decided nothing",
                    code.getClass().getName());
            throw Refused.forNow("custom_auth cannot tell who is calling; try again", null);
        } catch (LlmException told) {
            throw told;
        } catch (SecurityException refused) {
            String reason = refused.getMessage();
            throw Refused.because(reason == null ? "custom_auth refuses the caller" : cut(reason));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw Refused.forNow("custom_auth was interrupted; try again", ended);
        } catch (Exception failed) {
            LOG.log(System.Logger.Level.ERROR, "custom_auth " + code.getClass().getName() + " failed", failed);
            throw Refused.forNow("custom_auth cannot tell who is calling; try again", failed);
        }
    }

    private static AuthRequest request(Visit visit, @Nullable String key) {
        return new AuthRequest(
                visit.method(),
                visit.path(),
                headers(visit.headers()),
                key,
                visit.remote().getAddress());
    }

    private static Map<String, List<String>> headers(Headers headers) {
        Map<String, List<String>> all = new HashMap<>();
        headers.forEach((name, value) ->
                all.computeIfAbsent(name, any -> new ArrayList<>(1)).add(value));
        return all;
    }

    private Caller guest(CallerIdentity identity, CustomAuthSettings now) {
        return guests.of(hash("custom\n" + identity.id()), document(identity), now.checked());
    }

    private static JsonObject document(CallerIdentity identity) {
        JsonObject.Builder document = JsonObject.builder()
                .putIfPresent("key_alias", identity.alias())
                .putIfPresent("user_id", identity.user())
                .putIfPresent("user_role", identity.role())
                .putIfPresent("team_id", identity.team())
                .putIfPresent("organization_id", identity.organization())
                .put("models", JsonArray.ofStrings(identity.models()))
                .put("allowed_routes", JsonArray.ofStrings(identity.routes()))
                .putIfPresent("budget_duration", identity.budgetDuration())
                .putIfPresent("rpm_limit", identity.requestsPerMinute())
                .putIfPresent("tpm_limit", identity.tokensPerMinute());
        if (identity.maxBudget() != null) {
            document.put("max_budget", new JsonNumber(identity.maxBudget().toPlainString()));
        }
        if (identity.parallelRequests() != null) {
            document.put("max_parallel_requests", identity.parallelRequests());
        }
        JsonObject.Builder metadata = JsonObject.builder();
        new TreeMap<>(identity.metadata()).forEach(metadata::put);
        return document.put("metadata", metadata.build()).build();
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(KeyHash.of(text));
    }

    private static String cut(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "...";
    }
}
