package io.colonnade.security.authentication;

import io.jsonwebtoken.Header;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.Locator;
import java.security.Key;
import java.util.Map;
import java.util.Set;

/** Finds the key that a token must be signed with, and refuses what no key of ours signs. Thread-safe. */
final class SignatureKeys implements Locator<Key> {
    /** Header parameters that change how a token is to be read; nothing here needs them. */
    private static final Set<String> REFUSED_HEADERS = Set.of("zip", "crit", "b64");

    private final TokenKeys keys;
    private final Set<String> algorithms;

    SignatureKeys(TokenKeys keys, Set<String> algorithms) {
        this.keys = keys;
        this.algorithms = algorithms;
    }

    /** Begins a parser that believes these keys alone and reads JSON strictly. */
    JwtParserBuilder parser() {
        return Jwts.parser().json(new TokenJson()).keyLocator(this);
    }

    /** Returns whether a header asks for what nothing here does. */
    static boolean refuses(Map<String, ?> header) {
        return REFUSED_HEADERS.stream().anyMatch(header::containsKey);
    }

    @Override
    public Key locate(Header header) {
        if (!(header instanceof JwsHeader jws) || refuses(header) || jws.getAlgorithm() == null) {
            throw Refusals.invalidToken();
        }
        if (!algorithms.contains(jws.getAlgorithm())) {
            throw Refusals.badSignature();
        }
        return keys.find(jws.getAlgorithm(), jws.getKeyId()).orElseThrow(Refusals::badSignature);
    }
}
