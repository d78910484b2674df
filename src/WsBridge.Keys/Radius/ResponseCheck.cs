using System.Security.Cryptography;

namespace WsBridge.Keys.Radius;

/// <summary>Whether a response was made with the shared secret and as it was captured.</summary>
internal static class ResponseCheck
{
    /// <summary>
    /// Response Authenticator: MD5 over Code, Identifier, Length, Request Authenticator, attributes and secret (RFC 2865, 3).
    /// Message-Authenticator, where there is one: HMAC-MD5 with the secret over the same with its own value zero (RFC 3579, 3.2).
    /// </summary>
    public static bool Verifies(in RadiusPacket response, ReadOnlySpan<byte> requestAuthenticator, ReadOnlySpan<byte> secret)
    {
        byte[] packet = response.Octets.ToArray();
        requestAuthenticator.CopyTo(packet.AsSpan(RadiusPacket.AuthenticatorOffset));
        Span<byte> expected = stackalloc byte[MD5.HashSizeInBytes];
        using (var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5))
        {
            md5.AppendData(packet);
            md5.AppendData(secret);
            md5.GetHashAndReset(expected);
        }

        if (!CryptographicOperations.FixedTimeEquals(expected, response.Authenticator))
        {
            return false;
        }

        if (!response.TryFind(RadiusAttribute.MessageAuthenticator, out ReadOnlySpan<byte> value, out int offset))
        {
            return true;
        }

        packet.AsSpan(offset, value.Length).Clear();
        HMACMD5.HashData(secret, packet, expected);
        return CryptographicOperations.FixedTimeEquals(expected, value);
    }
}
