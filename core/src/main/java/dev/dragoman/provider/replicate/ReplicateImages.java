package dev.dragoman.provider.replicate;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ImageInputs;
import dev.dragoman.error.ContentPolicyViolationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.FormedService;
import dev.dragoman.provider.ImageAddresses;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Plan;
import dev.dragoman.provider.Progress;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.ServiceRequest;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorAnswer;
import dev.dragoman.provider.VendorCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Images, each a prediction of its own, whose inputs are the model's own. Sizes are told as the nearest of the usual ratios.
 *
 * @see <a href="https://replicate.com/docs/reference/http#predictions.create">Replicate: Create a prediction</a>
 */
record ReplicateImages(Address address, Function<VendorError, LlmException> errors) implements Service {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final List<String> FORMATS = List.of("png", "jpeg", "webp");
    private static final List<String> RATIOS =
            List.of("1:1", "16:9", "21:9", "3:2", "2:3", "4:5", "5:4", "3:4", "4:3", "9:16", "9:21");

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        Asked asked = FormedService.asked(request);
        ImageInputs inputs = ImageInputs.read(asked);
        Endpoint made = endpoint(target);
        VendorCall call = VendorCall.json(made, JsonBody.of(body(inputs, asked)));
        Progress first = new Progress.Asking(
                Collections.nCopies(inputs.count(), call),
                Duration.ZERO,
                answers -> looked(answers, List.of(), made, inputs, asked));
        return new Plan(first, asked.unread());
    }

    @Override
    public Endpoint endpoint(Target target) {
        return address.endpoint(Operation.IMAGES, target, false);
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }

    private static JsonObject body(ImageInputs inputs, Asked asked) {
        JsonObject.Builder input = JsonObject.builder().put("prompt", inputs.prompt());
        ImageInputs.Size size = inputs.size();
        input.putIfPresent("aspect_ratio", size == null ? null : size.nearest(RATIOS));
        String format = asked.choice("output_format", FORMATS);
        input.putIfPresent("output_format", "jpeg".equals(format) ? "jpg" : format);
        JsonObject body = JsonObject.of("input", input.build().merged(asked.rest(ImageInputs.OPENAI)));
        String model = asked.model();
        int colon = model.startsWith("deployments/") ? -1 : model.indexOf(':');
        return colon < 0 ? body : body.with("version", new JsonString(model.substring(colon + 1)));
    }

    /** Those that are done leave their addresses; the others are looked at again. */
    private static Progress looked(
            List<VendorAnswer> answers, List<String> done, Endpoint made, ImageInputs inputs, Asked asked) {
        List<String> ready = new ArrayList<>(done);
        List<VendorCall> still = new ArrayList<>();
        for (VendorAnswer answer : answers) {
            Field prediction = FormedService.heard(answer).json();
            switch (prediction.requiredString("status")) {
                case "succeeded" -> addresses(prediction.required("output"), ready);
                case "starting", "processing" -> still.add(next(prediction, made));
                default -> throw failure(prediction);
            }
        }
        return still.isEmpty()
                ? ImageAddresses.told(ready, inputs.base64(), asked.frame())
                : new Progress.Asking(still, PAUSE, later -> looked(later, ready, made, inputs, asked));
    }

    private static void addresses(Field output, List<String> into) {
        if (output.isText()) {
            into.add(output.text());
        } else {
            output.items().forEach(one -> into.add(one.text()));
        }
    }

    /** The key goes to the vendor's own server alone. */
    private static VendorCall next(Field prediction, Endpoint made) {
        Endpoint place = ImageAddresses.endpoint(prediction.required("urls").requiredString("get"));
        boolean own = place.origin().equals(made.origin());
        return new VendorCall("GET", place, new VendorCall.Payload.None(), own);
    }

    private static LlmException failure(Field prediction) {
        String told = prediction.string("error");
        ErrorDetail detail =
                ErrorDetail.of(told == null ? "the prediction was " + prediction.requiredString("status") : told);
        boolean filtered = told != null && (told.contains("NSFW") || told.contains("sensitive"));
        return filtered
                ? new ContentPolicyViolationException(detail.withType("content_policy_violation"))
                : new InternalServerException(detail);
    }
}
