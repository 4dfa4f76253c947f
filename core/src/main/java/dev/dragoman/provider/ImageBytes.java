package dev.dragoman.provider;

import dev.dragoman.dialect.ImageResults;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.error.ApiResponseException;
import java.util.Base64;
import java.util.List;

/** Answers of vendors that are images themselves. */
public final class ImageBytes {

    private ImageBytes() {}

    /**
     * The answer for the client.
     *
     * @throws ApiResponseException when an answer is no image
     */
    public static ServiceReply told(List<VendorAnswer> answers, ReplyFrame frame) {
        ImageResults results = new ImageResults();
        for (VendorAnswer answer : answers) {
            if (!answer.mediaType().startsWith("image/") || answer.body().length == 0) {
                throw new ApiResponseException(
                        "unexpected answer of the vendor: \"" + answer.mediaType() + "\" (expected: an image)");
            }
            results.bytes(Base64.getEncoder().encodeToString(answer.body()));
        }
        ServiceForm.Told told = results.told(frame);
        return ServiceReply.json(told.body(), told.usage());
    }
}
