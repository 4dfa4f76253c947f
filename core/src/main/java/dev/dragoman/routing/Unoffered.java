package dev.dragoman.routing;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import java.util.List;
import java.util.stream.Collectors;

/** Refuses what no deployment of a group can be asked for, before any vendor is asked. */
public final class Unoffered {

    private Unoffered() {}

    /** The refusal; {@code group} must not be empty. */
    public static BadRequestException by(List<Deployment> group, Operation operation) {
        Deployment first = group.getFirst();
        Provider provider = first.provider();
        String offered = provider.operations().stream().map(Operation::title).collect(Collectors.joining(", "));
        return new BadRequestException(ErrorDetail.of("model " + first.group() + ": " + provider.name()
                        + " does not offer " + operation.title() + " (expected: a model of a provider that does; "
                        + provider.name() + " offers " + offered + ")")
                .withType("invalid_request_error")
                .withParam("model")
                .withCode("unsupported_operation")
                .at(provider.name(), first.target().model()));
    }
}
