using System.Security.Cryptography;

namespace WsBridge.Dot11.Keys;

/// <summary>RC4, for the key data of Key Descriptor Version 1 only.</summary>
public static class Rc4
{
    /// <summary>Decrypts (which is to encrypt) in place, after as many octets of the key stream were thrown away.</summary>
    public static void Apply(ReadOnlySpan<byte> key, int skip, Span<byte> data)
    {
        Span<byte> state = stackalloc byte[256];
        for (var i = 0; i < state.Length; i++)
        {
            state[i] = (byte)i;
        }

        byte x = 0;
        byte y = 0;
        for (var i = 0; i < state.Length; i++)
        {
            y += (byte)(state[i] + key[i % key.Length]);
            (state[i], state[y]) = (state[y], state[i]);
        }

        y = 0;
        for (var i = -skip; i < data.Length; i++)
        {
            x++;
            y += state[x];
            (state[x], state[y]) = (state[y], state[x]);
            if (i >= 0)
            {
                data[i] ^= state[(byte)(state[x] + state[y])];
            }
        }

        CryptographicOperations.ZeroMemory(state);
    }
}
