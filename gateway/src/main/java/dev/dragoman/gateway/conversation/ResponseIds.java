package dev.dragoman.gateway.conversation;

import dev.dragoman.gateway.call.Caller;
import dev.dragoman.provider.Percent;
import dev.dragoman.routing.Deployment;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Ids of answers that a vendor remembers, in LiteLLM's form: they tell who has the answer, so that what follows goes there as
 * well. A seal tells whose they are, without anything being remembered here. Thread-safe.
 */
public final class ResponseIds {

    private static final String PREFIX = "resp_";
    private static final String SCHEME = "litellm:";
    private static final String PROVIDER = "custom_llm_provider";
    private static final String DEPLOYMENT = "model_id";
    private static final String RESPONSE = "response_id";
    private static final String MODEL = "model";
    private static final String OWNER = "owner";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SEAL_BYTES = 16;
    private static final int LONGEST = 2_000;

    private final SecretKeySpec secret;

    /** Ids that are sealed with this secret. */
    public ResponseIds(String secret) {
        this.secret = new SecretKeySpec(("response ids:" + secret).getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /**
     * An answer at a vendor.
     *
     * @param provider the provider's name
     * @param deployment the deployment's id
     * @param model the public name under which it was asked; empty when the id does not tell
     * @param id the vendor's id
     * @param seal whose it is; empty when the id does not tell
     */
    public record AtVendor(String provider, String deployment, String model, String id, String seal) {}

    /** The id under which the caller knows the answer of a deployment. */
    public String told(Caller caller, Deployment deployment, String vendorId) {
        String text = SCHEME
                + part(PROVIDER, deployment.provider().name())
                + part(DEPLOYMENT, deployment.id())
                + part(MODEL, Percent.encoded(deployment.group(), Percent.UNRESERVED + "/"))
                + part(RESPONSE, vendorId)
                + part(OWNER, seal(caller, vendorId));
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What an id tells; null when it is not of this form. */
    public static @Nullable AtVendor read(String told) {
        String text = told.startsWith(PREFIX) && told.length() <= LONGEST ? decoded(told) : "";
        if (!text.startsWith(SCHEME)) {
            return null;
        }
        String provider = read(text, PROVIDER);
        String deployment = read(text, DEPLOYMENT);
        String id = read(text, RESPONSE);
        return provider.isEmpty() || deployment.isEmpty() || id.isEmpty()
                ? null
                : new AtVendor(provider, deployment, decodedName(read(text, MODEL)), id, read(text, OWNER));
    }

    private static String decoded(String told) {
        String base64 = told.substring(PREFIX.length()).replace('+', '-').replace('/', '_');
        try {
            return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException otherId) {
            return "";
        }
    }

    private static String part(String name, String value) {
        return name + ':' + value + ';';
    }

    private static String decodedName(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException strange) {
            return name;
        }
    }

    private static String read(String text, String name) {
        for (String part : text.substring(SCHEME.length()).split(";", -1)) {
            if (part.startsWith(name + ":")) {
                return part.substring(name.length() + 1);
            }
        }
        return "";
    }

    /** Whether the answer is the caller's; administrators may have all. */
    public boolean isOf(Caller caller, AtVendor answer) {
        return caller.admin() || same(seal(caller, answer.id()), answer.seal());
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private String seal(Caller caller, String vendorId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            byte[] seal = mac.doFinal((caller.keyHash() + "\n" + vendorId).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(seal, 0, SEAL_BYTES);
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, never);
        }
    }
}
