package dev.dragoman.provider.completions;

import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Percent;
import dev.dragoman.provider.Plan;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.ServiceRequest;
import dev.dragoman.provider.Target;
import java.util.function.Function;

/**
 * Sessions at a place that has OpenAI's Realtime API over WebSocket. They are opened and relayed, not planned.
 *
 * @param address where they are opened
 * @param errors reads the place's errors
 * @see <a href="https://platform.openai.com/docs/guides/realtime-websocket">OpenAI: Realtime API with WebSocket</a>
 */
public record RealtimeService(Address address, Function<VendorError, LlmException> errors) implements Service {

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        throw new IllegalStateException("a session of " + target + " is opened, not asked for by a request");
    }

    /** The address with the model in its query, unless it names the deployment there already. */
    @Override
    public Endpoint endpoint(Target target) {
        Endpoint bare = address.endpoint(Operation.REALTIME, target, true);
        int question = bare.target().indexOf('?');
        String query = question < 0 ? "" : bare.target().substring(question);
        if (query.contains("deployment=")) {
            return bare;
        }
        String model = "model=" + Percent.encoded(target.model(), Percent.UNRESERVED);
        return new Endpoint(
                bare.origin(), bare.target() + (question < 0 ? "?" : "&") + model, bare.headers(), bare.base());
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }
}
