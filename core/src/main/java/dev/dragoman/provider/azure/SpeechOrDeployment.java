package dev.dragoman.provider.azure;

import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Plan;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.ServiceRequest;
import dev.dragoman.provider.Target;

/**
 * A model's service by its name: Azure AI Speech for those that begin with {@value SpeechPlace#MARKER}, else a deployment.
 *
 * @param speech Azure AI Speech
 * @param deployment a deployment of Azure OpenAI
 */
record SpeechOrDeployment(Service speech, Service deployment) implements Service {

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

    @Override
    public Credentials credentials(Credentials own) {
        return speech.credentials(own);
    }

    private Service of(String model) {
        return model.startsWith(SpeechPlace.MARKER) ? speech : deployment;
    }
}
