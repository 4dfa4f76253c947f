package dev.dragoman.provider.topaz;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ImageFile;
import dev.dragoman.dialect.ImageInputs;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.FormFile;
import dev.dragoman.provider.FormedService;
import dev.dragoman.provider.ImageBytes;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Plan;
import dev.dragoman.provider.Progress;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.ServiceRequest;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * One image, enhanced. What is not OpenAI's passes as a field of the form.
 *
 * @see <a href="https://developer.topazlabs.com/api-reference/image-api/enhance">Topaz Labs: Enhance</a>
 */
record TopazImages(Address address, Function<VendorError, LlmException> errors) implements Service {

    private static final List<String> FORMATS = List.of("jpeg", "png", "tiff");
    private static final String USUAL = "jpeg";

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        Asked asked = FormedService.asked(request);
        ImageInputs inputs = ImageInputs.readUnprompted(asked).withoutAddresses(asked);
        if (inputs.count() > 1) {
            asked.unsupported("n");
        }
        String format = Objects.requireNonNullElse(asked.choice("output_format", FORMATS), USUAL);
        VendorCall.Payload.Form form = new VendorCall.Payload.Form(fields(inputs, format, asked), files(asked));
        Endpoint place = endpoint(target);
        Endpoint accepting = new Endpoint(place.origin(), place.target(), Headers.of("accept", "image/" + format));
        VendorCall call = new VendorCall("POST", accepting, form, true);
        return new Plan(
                Progress.asking(List.of(call), answers -> ImageBytes.told(answers, asked.frame())), asked.unread());
    }

    @Override
    public Endpoint endpoint(Target target) {
        return address.endpoint(Operation.IMAGE_VARIATIONS, target, false);
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }

    private static List<VendorCall.FormField> fields(ImageInputs inputs, String format, Asked asked) {
        JsonObject.Builder fields =
                JsonObject.builder().put("model", asked.model()).put("output_format", format);
        ImageInputs.Size size = inputs.size();
        if (size != null) {
            fields.put("output_width", size.width()).put("output_height", size.height());
        }
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
        ImageFile image = images.getFirst();
        return List.of(new FormFile("image", "image", image.contentType(), image.bytes()));
    }
}
