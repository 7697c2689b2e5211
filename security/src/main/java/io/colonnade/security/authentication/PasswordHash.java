package io.colonnade.security.authentication;

import com.password4j.Argon2Function;
import com.password4j.BcryptFunction;
import com.password4j.HashingFunction;
import com.password4j.SaltGenerator;
import com.password4j.types.Argon2;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A hash of a password as it stands in a users file: Argon2id as a PHC string, or bcrypt. Immutable and thread-safe;
 * never prints itself. The command line makes new ones with {@link #create}.
 */
public final class PasswordHash {
    private static final Pattern ARGON2ID = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})\\$([A-Za-z0-9+/]{11,})\\$([A-Za-z0-9+/]{22,})");
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(\\d{2})\\$[./A-Za-z0-9]{53}");
    private static final int LONGEST_PASSWORD = 1024;
    private static final int MOST_MEMORY_KIB = 256 * 1024;
    private static final int MOST_ITERATIONS = 50;
    private static final int MOST_LANES = 16;
    private static final int MOST_BCRYPT_ROUNDS = 16;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    /** Below this memory an Argon2id hash is weak however many passes it takes. */
    private static final int LEAST_MEMORY_KIB = 7 * 1024;
    /** The least product of memory and passes among the parameters that OWASP recommends. */
    private static final int LEAST_MEMORY_TIMES_PASSES = 35 * 1024;

    private static final int LEAST_BCRYPT_ROUNDS = 10;

    private final String text;
    private final HashingFunction function;

    private PasswordHash(String text, HashingFunction function) {
        this.text = text;
        this.function = function;
    }

    /** Reads a hash; empty if it is of no supported kind or would cost more than a server can bear. */
    public static Optional<PasswordHash> parse(String text) {
        Matcher argon2id = ARGON2ID.matcher(text);
        if (argon2id.matches()) {
            return within(argon2id.group(1), 8, MOST_MEMORY_KIB)
                            && within(argon2id.group(2), 1, MOST_ITERATIONS)
                            && within(argon2id.group(3), 1, MOST_LANES)
                            && isBase64(argon2id.group(4))
                            && isBase64(argon2id.group(5))
                    ? Optional.of(new PasswordHash(text, Argon2Function.getInstanceFromHash(text)))
                    : Optional.empty();
        }
        Matcher bcrypt = BCRYPT.matcher(text);
        return bcrypt.matches() && within(bcrypt.group(1), 4, MOST_BCRYPT_ROUNDS)
                ? Optional.of(new PasswordHash(text, BcryptFunction.getInstanceFromHash(text)))
                : Optional.empty();
    }

    /** Of these letters without padding, any number makes whole bytes but one more than a multiple of four. */
    private static boolean isBase64(String letters) {
        return letters.length() % 4 != 1;
    }

    /** Hashes a new password with Argon2id, at a cost that OWASP recommends (12 MiB, 3 passes: about 40 ms). */
    public static PasswordHash create(char[] password) {
        return create(password, 12 * 1024, 3);
    }

    /** Hashes a password that is public anyway, such as a demonstration's, at next to no cost. */
    static PasswordHash createCheaply(char[] password) {
        return create(password, 64, 1);
    }

    private static PasswordHash create(char[] password, int memoryKib, int iterations) {
        if (password.length == 0 || password.length > LONGEST_PASSWORD) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.INVALID_PARAMETER,
                    "Invalid password: it must have 1 to " + LONGEST_PASSWORD + " characters");
        }
        Argon2Function function = Argon2Function.getInstance(memoryKib, iterations, 1, HASH_BYTES, Argon2.ID);
        byte[] salt = SaltGenerator.generate(SALT_BYTES);
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        try {
            return new PasswordHash(function.hash(bytes, salt).getResult(), function);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(encoded.array(), (byte) 0);
        }
    }

    /** Returns whether guessing costs as much as OWASP asks for; the hash of a password that is a secret must. */
    public boolean isStrong() {
        if (function instanceof Argon2Function argon2) {
            return argon2.getMemory() >= LEAST_MEMORY_KIB
                    && (long) argon2.getMemory() * argon2.getIterations() >= LEAST_MEMORY_TIMES_PASSES;
        }
        return function instanceof BcryptFunction bcrypt && bcrypt.getLogarithmicRounds() >= LEAST_BCRYPT_ROUNDS;
    }

    /** Returns a digest that tells this hash from the one of another password and gives neither away. */
    String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static boolean within(String number, int least, int most) {
        int value = Integer.parseInt(number);
        return value >= least && value <= most;
    }

    /** Returns whether the hash is of this password. Takes as long for a wrong one as for the right one. */
    boolean matches(String password) {
        return password.length() <= LONGEST_PASSWORD && function.check(password, text);
    }

    /** Returns the text for a users file. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PasswordHash hash && hash.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "PasswordHash[hidden]";
    }
}
