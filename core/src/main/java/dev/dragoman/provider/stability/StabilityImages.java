package dev.dragoman.provider.stability;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ImageFile;
import dev.dragoman.dialect.ImageInputs;
import dev.dragoman.dialect.ImageResults;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.dialect.stability.StableImage;
import dev.dragoman.error.ContentPolicyViolationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.FormFile;
import dev.dragoman.provider.FormedService;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Plan;
import dev.dragoman.provider.Progress;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.ServiceReply;
import dev.dragoman.provider.ServiceRequest;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorAnswer;
import dev.dragoman.provider.VendorCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Images, each by a form of its own. What is not OpenAI's passes as a field of the form.
 *
 * @see <a href="https://platform.stability.ai/docs/api-reference#tag/Generate">Stability AI: Generate</a>
 */
record StabilityImages(Operation operation, Address address, Function<VendorError, LlmException> errors)
        implements Service {

    private static final List<String> FORMATS = List.of("png", "jpeg", "webp");

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        Asked asked = FormedService.asked(request);
        boolean edits = operation == Operation.IMAGE_EDITS;
        if (!edits && !StabilityAddress.draws(target.model())) {
            throw new IllegalArgumentException("model: stability/" + target.model()
                    + " (expected: stable-image-ultra, stable-image-core, or a model of sd3 such as sd3.5-large)");
        }
        ImageInputs inputs = edits ? ImageInputs.readUnprompted(asked) : ImageInputs.read(asked);
        inputs.withoutAddresses(asked);
        VendorCall.Payload.Form form =
                new VendorCall.Payload.Form(fields(inputs, asked), edits ? files(asked) : List.of());
        VendorCall call = new VendorCall("POST", endpoint(target), form, true);
        return new Plan(
                Progress.asking(Collections.nCopies(inputs.count(), call), answers -> reply(answers, asked)),
                asked.unread());
    }

    @Override
    public Endpoint endpoint(Target target) {
        return address.endpoint(operation, target, false);
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }

    private List<VendorCall.FormField> fields(ImageInputs inputs, Asked asked) {
        JsonObject.Builder fields = JsonObject.builder();
        if (!inputs.prompt().isEmpty()) {
            fields.put("prompt", inputs.prompt());
        }
        boolean diffusion = StabilityAddress.isDiffusion(asked.model());
        if (diffusion) {
            fields.put("model", asked.model());
        }
        ImageInputs.Size size = inputs.size();
        if (size != null && operation == Operation.IMAGES) {
            fields.put("aspect_ratio", size.nearest(StableImage.RATIOS));
        } else if (size != null) {
            asked.unsupported("size");
        }
        if (operation == Operation.IMAGE_EDITS && diffusion) {
            fields.put("mode", "image-to-image").put("strength", "0.7");
        }
        fields.putIfPresent("output_format", asked.choice("output_format", FORMATS));
        List<VendorCall.FormField> all = new ArrayList<>();
        fields.build()
                .merged(asked.rest(ImageInputs.OPENAI))
                .forEach((name, value) -> all.add(new VendorCall.FormField(
                        name, value instanceof JsonString text ? text.value() : value.toJson())));
        return all;
    }

    private static List<FormFile> files(Asked asked) {
        List<ImageFile> images = ImageInputs.sources(asked);
        if (images.size() > 1) {
            throw Field.of(Field.Author.CLIENT, "image[1]", new JsonString("another image"))
                    .wrong("one image");
        }
        List<FormFile> files = new ArrayList<>(2);
        files.add(file("image", images.getFirst()));
        ImageFile mask = ImageInputs.mask(asked);
        if (mask != null) {
            files.add(file("mask", mask));
        }
        return files;
    }

    private static FormFile file(String name, ImageFile image) {
        return new FormFile(name, name, image.contentType(), image.bytes());
    }

    private static ServiceReply reply(List<VendorAnswer> answers, Asked asked) {
        ImageResults results = new ImageResults();
        for (VendorAnswer answer : answers) {
            Field json = FormedService.heard(answer).json();
            if ("CONTENT_FILTERED".equals(json.string("finish_reason"))) {
                throw new ContentPolicyViolationException(
                        ErrorDetail.of("the image was filtered").withType("content_policy_violation"));
            }
            results.bytes(json.requiredString("image"));
        }
        ServiceForm.Told told = results.told(asked.frame());
        return ServiceReply.json(told.body(), told.usage());
    }
}
