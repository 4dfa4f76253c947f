package dev.dragoman.provider.vertex;

import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Plan;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.ServiceRequest;
import dev.dragoman.provider.Target;

/**
 * Speech from a Gemini model, or from the voices of Google Cloud for any other name and for none.
 *
 * @param gemini models that speak
 * @param cloud voices
 */
record VertexSpeech(Service gemini, Service cloud) implements Service {

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        return of(target.model()).plan(request, target);
    }

    @Override
    public Endpoint endpoint(Target target) {
        return of(target.model()).endpoint(target);
    }

    @Override
    public LlmException readError(VendorError error) {
        return of(error.model()).readError(error);
    }

    private Service of(String model) {
        return model.contains("gemini") ? gemini : cloud;
    }
}
