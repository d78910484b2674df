using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace WsBridge.Keys.Tests.Radius;

/// <summary>Builds an Access-Request and what answers it.</summary>
internal sealed class Radius
{
    public const string Secret = "shared secret";

    private readonly byte[] _secret;
    private readonly byte _identifier;
    private readonly byte[] _authenticator;

    /// <summary>An exchange; each seed has an authenticator and an MSK of its own.</summary>
    public Radius(int seed = 1, string secret = Secret, byte identifier = 7)
    {
        _secret = Encoding.ASCII.GetBytes(secret);
        _identifier = identifier;
        _authenticator = MD5.HashData([(byte)seed, 1]);
        Msk = SHA512.HashData([(byte)seed, 2]);
    }

    /// <summary>The MSK that the Access-Accept delivers.</summary>
    public byte[] Msk { get; }

    public byte[] Request(string? calling = "02-00-00-00-02-00", string? called = "02-00-00-00-00-00:LabRoam", int filling = 0)
    {
        var attributes = new List<byte>([.. Attribute(1, "user"u8)]);
        if (calling is not null)
        {
            attributes.AddRange(Attribute(31, Encoding.UTF8.GetBytes(calling)));
        }

        if (called is not null)
        {
            attributes.AddRange(Attribute(30, Encoding.UTF8.GetBytes(called)));
        }

        for (int i = 0; i < filling; i++)
        {
            attributes.AddRange(Attribute(79, new byte[253]));
        }

        return Packet(1, _authenticator, [.. attributes]);
    }

    /// <summary>An Access-Accept with both keys.</summary>
    public byte[] Accept(bool messageAuthenticator = true, int filling = 0) =>
        Response(2, messageAuthenticator, [.. KeyAttribute(17, Msk[..32]), .. Filling(filling), .. KeyAttribute(16, Msk[32..])]);

    /// <summary>A response with these attributes.</summary>
    public byte[] Response(byte code, bool messageAuthenticator, byte[] attributes)
    {
        if (messageAuthenticator)
        {
            attributes = [.. attributes, .. Attribute(80, new byte[16])];
        }

        byte[] packet = Packet(code, _authenticator, attributes);
        if (messageAuthenticator)
        {
            HMACMD5.HashData(_secret, packet).CopyTo(packet, packet.Length - 16);
        }

        MD5.HashData([.. packet, .. _secret]).CopyTo(packet, 4);
        return packet;
    }

    /// <summary>A vendor's attribute of Microsoft's with an encrypted key.</summary>
    public byte[] KeyAttribute(byte type, byte[] key)
    {
        byte[] salt = [0x80, type];
        byte[] plain = new byte[(1 + key.Length + 15) / 16 * 16];
        plain[0] = (byte)key.Length;
        key.CopyTo(plain, 1);
        byte[] before = [.. _authenticator, .. salt];
        for (int block = 0; block < plain.Length; block += 16)
        {
            byte[] mask = MD5.HashData([.. _secret, .. before]);
            for (int i = 0; i < 16; i++)
            {
                plain[block + i] ^= mask[i];
            }

            before = plain[block..(block + 16)];
        }

        return Attribute(26, [0, 0, 1, 0x37, type, (byte)(2 + 2 + plain.Length), .. salt, .. plain]);
    }

    private static byte[] Filling(int count) => [.. Enumerable.Range(0, count).SelectMany(_ => Attribute(79, new byte[253]))];

    private static byte[] Attribute(byte type, ReadOnlySpan<byte> value) => [type, (byte)(2 + value.Length), .. value];

    private byte[] Packet(byte code, byte[] authenticator, byte[] attributes)
    {
        byte[] packet = [code, _identifier, 0, 0, .. authenticator, .. attributes];
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        return packet;
    }
}
