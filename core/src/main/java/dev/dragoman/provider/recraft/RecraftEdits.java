package dev.dragoman.provider.recraft;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ImageFile;
import dev.dragoman.dialect.ImageInputs;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
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
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Images changed: as a whole, or with a mask only where it is white.
 *
 * @see <a href="https://www.recraft.ai/docs/api-reference/endpoints#image-to-image">Recraft: Image to image</a>
 */
record RecraftEdits(RecraftAddress address, Function<VendorError, LlmException> errors) implements Service {

    /** How far a change may go when nothing is said, as by LiteLLM; the vendor demands a number. */
    private static final String USUAL_STRENGTH = "0.2";

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        Asked asked = FormedService.asked(request);
        ImageInputs inputs = ImageInputs.read(asked);
        ImageFile mask = ImageInputs.mask(asked);
        Endpoint endpoint = mask == null ? endpoint(target) : address.inpainting(target);
        VendorCall.Payload.Form form =
                new VendorCall.Payload.Form(fields(inputs, mask == null, asked), files(asked, mask));
        return new Plan(
                Progress.asking(new VendorCall("POST", endpoint, form, true), answer -> reply(answer, asked)),
                asked.unread());
    }

    @Override
    public Endpoint endpoint(Target target) {
        return address.endpoint(Operation.IMAGE_EDITS, target, false);
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }

    private static List<VendorCall.FormField> fields(ImageInputs inputs, boolean whole, Asked asked) {
        JsonObject.Builder fields =
                JsonObject.builder().put("prompt", inputs.prompt()).put("model", asked.model());
        if (asked.has("n")) {
            fields.put("n", inputs.count());
        }
        if (whole) {
            fields.put("strength", USUAL_STRENGTH);
        }
        asked.pass(fields, "style", "response_format", "strength");
        if (inputs.size() != null) {
            asked.unsupported("size");
        }
        List<VendorCall.FormField> all = new ArrayList<>();
        fields.build()
                .merged(asked.rest(ImageInputs.OPENAI))
                .forEach((name, value) -> all.add(new VendorCall.FormField(
                        name, value instanceof JsonString text ? text.value() : value.toJson())));
        return all;
    }

    private static List<FormFile> files(Asked asked, @Nullable ImageFile mask) {
        List<ImageFile> images = ImageInputs.sources(asked);
        if (images.size() > 1) {
            throw Field.of(Field.Author.CLIENT, "image[1]", new JsonString("another image"))
                    .wrong("one image");
        }
        List<FormFile> files = new ArrayList<>(2);
        files.add(file("image", images.getFirst()));
        if (mask != null) {
            files.add(file("mask", mask));
        }
        return files;
    }

    private static FormFile file(String name, ImageFile image) {
        return new FormFile(name, name, image.contentType(), image.bytes());
    }

    private static ServiceReply reply(VendorAnswer answer, Asked asked) {
        ServiceForm.Told told = RecraftImages.read(FormedService.heard(answer), asked);
        return ServiceReply.json(told.body(), told.usage());
    }
}
