package dev.dragoman.gateway.ledger;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Warns once of every model whose cost is not known. Thread-safe. */
final class UnpricedLog {

    private static final System.Logger LOG = System.getLogger(UnpricedLog.class.getName());
    private static final int MAX_TOLD = 1_000;

    // Names may come from clients where a pattern takes any.
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    void warn(String model, String reason) {
        if (told.size() < MAX_TOLD && told.add(reason.concat(model))) {
            String shown = model.replaceAll("\\p{Cntrl}", "?");
            LOG.log(System.Logger.Level.WARNING, "model {0} {1}", shown, words(reason));
        }
    }

    private static String words(String reason) {
        return switch (reason) {
            case "price" ->
                "has no price, or not all; its spend is not counted in full: set input_cost_per_token and"
                        + " output_cost_per_token, or base_model, in its model_info";
            case "estimate" -> "answered without its usage; what it took is estimated from the text";
            default -> "answered without its usage; its spend is not counted";
        };
    }
}
