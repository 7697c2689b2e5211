package io.colonnade.security.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-SIV as RFC 5297 writes it down, for keys of any length and one associated text. The library takes no key as short
 * as those of the standard's examples; this does, and is then compared with the library under longer keys.
 */
final class SivOfTheStandard {
    private static final int BLOCK = 16;

    private final SecretKeySpec authentication;
    private final SecretKeySpec encryption;

    SivOfTheStandard(byte[] key) throws GeneralSecurityException {
        authentication = new SecretKeySpec(Arrays.copyOf(key, key.length / 2), "AES");
        encryption = new SecretKeySpec(Arrays.copyOfRange(key, key.length / 2, key.length), "AES");
        assertThat(key.length).isEven();
    }

    byte[] encrypt(byte[] associated, byte[] plain) throws GeneralSecurityException {
        byte[] vector = s2v(associated, plain);
        byte[] counter = vector.clone();
        counter[8] &= 0x7f;
        counter[12] &= 0x7f;
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, encryption, new IvParameterSpec(counter));
        byte[] hidden = cipher.doFinal(plain);
        return ByteBuffer.allocate(BLOCK + hidden.length)
                .put(vector)
                .put(hidden)
                .array();
    }

    private byte[] s2v(byte[] associated, byte[] plain) throws GeneralSecurityException {
        byte[] sum = xor(doubled(cmac(new byte[BLOCK])), cmac(associated));
        byte[] last;
        if (plain.length >= BLOCK) {
            last = plain.clone();
            for (int i = 0; i < BLOCK; i++) {
                last[last.length - BLOCK + i] ^= sum[i];
            }
        } else {
            last = xor(doubled(sum), padded(plain));
        }
        return cmac(last);
    }

    /** RFC 4493. */
    private byte[] cmac(byte[] message) throws GeneralSecurityException {
        Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
        aes.init(Cipher.ENCRYPT_MODE, authentication);
        byte[] subkey = doubled(aes.doFinal(new byte[BLOCK]));
        int full = Math.max(0, (message.length - 1) / BLOCK);
        byte[] rest = Arrays.copyOfRange(message, full * BLOCK, message.length);
        byte[] end = rest.length == BLOCK ? xor(rest, subkey) : xor(padded(rest), doubled(subkey));
        byte[] state = new byte[BLOCK];
        for (int block = 0; block < full; block++) {
            state = aes.doFinal(xor(state, Arrays.copyOfRange(message, block * BLOCK, (block + 1) * BLOCK)));
        }
        return aes.doFinal(xor(state, end));
    }

    private static byte[] padded(byte[] rest) {
        byte[] block = Arrays.copyOf(rest, BLOCK);
        block[rest.length] = (byte) 0x80;
        return block;
    }

    /** Multiplies by x in the field of 2^128 elements. */
    private static byte[] doubled(byte[] block) {
        BigInteger shifted = new BigInteger(1, block).shiftLeft(1);
        BigInteger reduced = shifted.testBit(128) ? shifted.clearBit(128).xor(BigInteger.valueOf(0x87)) : shifted;
        byte[] bytes = reduced.toByteArray();
        byte[] result = new byte[BLOCK];
        int length = Math.min(bytes.length, BLOCK);
        System.arraycopy(bytes, bytes.length - length, result, BLOCK - length, length);
        return result;
    }

    private static byte[] xor(byte[] one, byte[] other) {
        byte[] result = one.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] ^= other[i];
        }
        return result;
    }
}
