using System.Buffers.Binary;

namespace WsBridge.Sdk;

/// <summary>
/// Chooses encrypted data frames after marked ones (<see cref="FrameInterest.EncryptedAfterMarked"/>) as the Lua stub does: whatever changes
/// in one must change in the other (lua/wsbridge.lua, <c>expect</c> and <c>is_expected</c>).
/// </summary>
/// <param name="each">How many in each direction.</param>
internal sealed class ExpectedData(int each)
{
    /// <summary>Frame Control, Duration and two addresses.</summary>
    private const int HeaderSize = 16;

    private readonly Dictionary<(ulong Receiver, ulong Transmitter), int> _left = [];
    private int _looks;

    /// <summary>A marked frame was chosen.</summary>
    /// <param name="fromMac">It, from its MAC header on.</param>
    public void Expect(ReadOnlySpan<byte> fromMac)
    {
        if (each == 0 || fromMac.Length < HeaderSize)
        {
            return;
        }

        if (_left.Count >= FrameInterest.MostExpected)
        {
            _left.Clear();
        }

        (ulong receiver, ulong transmitter) = AddressesOf(fromMac);
        _left[(receiver, transmitter)] = each;
        _left[(transmitter, receiver)] = each;
        _looks = FrameInterest.ExpectedLooks;
    }

    /// <summary>Whether this encrypted frame is chosen, which is asked once of each.</summary>
    public bool Takes(ReadOnlySpan<byte> fromMac)
    {
        if (_left.Count == 0 || fromMac.Length < HeaderSize)
        {
            return false;
        }

        if (_looks == 0)
        {
            _left.Clear();
            return false;
        }

        _looks--;
        (ulong, ulong) addresses = AddressesOf(fromMac);
        if (!_left.TryGetValue(addresses, out int left))
        {
            return false;
        }

        if (left == 1)
        {
            _left.Remove(addresses);
        }
        else
        {
            _left[addresses] = left - 1;
        }

        return true;
    }

    private static (ulong Receiver, ulong Transmitter) AddressesOf(ReadOnlySpan<byte> fromMac) =>
        (BinaryPrimitives.ReadUInt64BigEndian(fromMac[4..]) >> 16, BinaryPrimitives.ReadUInt64BigEndian(fromMac[8..]) & 0xFFFF_FFFF_FFFF);
}
