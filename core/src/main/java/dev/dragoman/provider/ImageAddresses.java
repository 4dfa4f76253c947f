package dev.dragoman.provider;

import dev.dragoman.dialect.ImageResults;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers of vendors that tell where images are: told on, or fetched where the client wants the images themselves. */
public final class ImageAddresses {

    private ImageAddresses() {}

    /**
     * What follows on such addresses.
     *
     * @param base64 whether the client wants the images themselves; null when that is left to the vendor
     */
    public static Progress told(List<String> addresses, @Nullable Boolean base64, ReplyFrame frame) {
        if (addresses.isEmpty()) {
            throw new ApiResponseException("unexpected answer of the vendor: no image");
        }
        if (!Boolean.TRUE.equals(base64)) {
            ImageResults results = new ImageResults();
            addresses.forEach(results::address);
            return new Progress.Answered(reply(results, frame));
        }
        List<VendorCall> calls = addresses.stream()
                .map(address -> new VendorCall("GET", endpoint(address), new VendorCall.Payload.None(), false))
                .toList();
        return new Progress.Asking(calls, Duration.ZERO, answers -> {
            ImageResults results = new ImageResults();
            answers.forEach(answer -> results.bytes(Base64.getEncoder().encodeToString(answer.body())));
            return new Progress.Answered(reply(results, frame));
        });
    }

    /** The place that a vendor's answer names. */
    public static Endpoint endpoint(String address) {
        try {
            URI uri = URI.create(address);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web && uri.getHost() != null) {
                String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
                String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
                return new Endpoint(Origin.of(uri), path + query, Headers.EMPTY);
            }
        } catch (IllegalArgumentException none) {
            // Told below.
        }
        throw new ApiResponseException("unexpected answer of the vendor: an address that is none of the web's");
    }

    private static ServiceReply reply(ImageResults results, ReplyFrame frame) {
        ServiceForm.Told told = results.told(frame);
        return ServiceReply.json(told.body(), told.usage());
    }
}
