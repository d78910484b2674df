namespace WsBridge.Dot11.Tests;

/// <summary>Octets that no parser may stumble over.</summary>
internal static class Garbage
{
    private const int Seed = 20_251;

    /// <summary>Every shorter prefix of valid octets, the valid ones with one octet changed, and random octets; always the same.</summary>
    public static IEnumerable<byte[]> From(byte[] valid)
    {
        for (var length = 0; length <= valid.Length; length++)
        {
            yield return valid[..length];
        }

        var random = new Random(Seed);
        for (var round = 0; round < 2_000 && valid.Length > 0; round++)
        {
            byte[] changed = [.. valid];
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            yield return changed[..random.Next(changed.Length + 1)];
        }

        for (var round = 0; round < 2_000; round++)
        {
            var octets = new byte[random.Next(200)];
            random.NextBytes(octets);
            yield return octets;
        }
    }
}
