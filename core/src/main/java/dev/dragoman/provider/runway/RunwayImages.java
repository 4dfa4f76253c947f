package dev.dragoman.provider.runway;

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
 * Images, each a task of its own that is made, and looked after until it is done.
 *
 * @see <a href="https://docs.dev.runwayml.com/api/#tag/Start-generating/paths/~1v1~1text_to_image/post">Runway: Text to image</a>
 */
record RunwayImages(RunwayAddress address, Function<VendorError, LlmException> errors) implements Service {

    /** Between two looks at a task. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final List<String> RATIOS = List.of(
            "1024:1024",
            "1080:1080",
            "1168:880",
            "1360:768",
            "1440:1080",
            "1080:1440",
            "1808:768",
            "1920:1080",
            "1080:1920",
            "2112:912",
            "1280:720",
            "720:1280",
            "720:720",
            "960:720",
            "720:960",
            "1680:720");

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        Asked asked = FormedService.asked(request);
        ImageInputs inputs = ImageInputs.read(asked);
        VendorCall call = VendorCall.json(endpoint(target), JsonBody.of(body(inputs, asked)));
        Progress first = new Progress.Asking(
                Collections.nCopies(inputs.count(), call),
                Duration.ZERO,
                answers -> waiting(made(answers, target), List.of(), inputs, asked));
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
        ImageInputs.Size size = inputs.size();
        String ratio = asked.text("ratio");
        String exact = size == null ? "1920:1080" : size.width() + ":" + size.height();
        String nearest = size == null || RATIOS.contains(exact) ? exact : size.nearest(RATIOS);
        return JsonObject.builder()
                .put("model", asked.model())
                .put("promptText", inputs.prompt())
                .put("ratio", ratio == null ? nearest : ratio)
                .build()
                .merged(asked.rest(ImageInputs.OPENAI));
    }

    private List<VendorCall> made(List<VendorAnswer> answers, Target target) {
        return answers.stream()
                .map(answer -> FormedService.heard(answer).json().requiredString("id"))
                .map(id -> VendorCall.get(address.task(id, target)))
                .toList();
    }

    private static Progress waiting(List<VendorCall> tasks, List<String> done, ImageInputs inputs, Asked asked) {
        return new Progress.Asking(tasks, PAUSE, answers -> {
            List<String> ready = new ArrayList<>(done);
            List<VendorCall> still = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                if (!finished(FormedService.heard(answers.get(i)).json(), ready)) {
                    still.add(tasks.get(i));
                }
            }
            return still.isEmpty()
                    ? ImageAddresses.told(ready, inputs.base64(), asked.frame())
                    : waiting(still, ready, inputs, asked);
        });
    }

    /** Whether a task is done; its images are put to the others. */
    private static boolean finished(Field task, List<String> into) {
        String status = task.requiredString("status");
        return switch (status) {
            case "SUCCEEDED" -> {
                task.required("output").items().forEach(image -> into.add(image.text()));
                yield true;
            }
            case "PENDING", "THROTTLED", "RUNNING" -> false;
            default -> throw failure(task, status);
        };
    }

    private static LlmException failure(Field task, String status) {
        String code = task.string("failureCode");
        String told = task.string("failure");
        ErrorDetail detail = ErrorDetail.of(told == null ? "the vendor's task ended: " + status : told);
        return code != null && code.startsWith("SAFETY")
                ? new ContentPolicyViolationException(detail.withType("content_policy_violation"))
                : new InternalServerException(detail);
    }
}
