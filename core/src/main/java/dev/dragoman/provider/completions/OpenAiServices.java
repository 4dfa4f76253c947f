package dev.dragoman.provider.completions;

import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Service;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What OpenAI offers beside conversations, at any place that offers it in the same form. */
public final class OpenAiServices {

    /** What OpenAI itself offers. */
    public static final Set<Operation> OWN = Set.of(
            Operation.EMBEDDINGS,
            Operation.IMAGES,
            Operation.IMAGE_EDITS,
            Operation.IMAGE_VARIATIONS,
            Operation.SPEECH,
            Operation.TRANSCRIPTIONS,
            Operation.TRANSLATIONS,
            Operation.MODERATIONS,
            Operation.REALTIME);

    private OpenAiServices() {}

    /** These operations, passed on as they come. */
    public static Map<Operation, Service> of(
            Set<Operation> operations, Address address, Function<VendorError, LlmException> errors) {
        Map<Operation, Service> services = new EnumMap<>(Operation.class);
        for (Operation operation : operations) {
            services.put(
                    operation,
                    operation == Operation.REALTIME
                            ? new RealtimeService(address, errors)
                            : new RelayedService(operation, address, errors, Quirks.NONE));
        }
        return services;
    }
}
