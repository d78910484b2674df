using System.Globalization;
using WsBridge.Dot11;

namespace WsBridge.Reports.Vendors;

/// <summary>Whose addresses are whose, as Wireshark's <c>manuf</c> data has it.</summary>
public sealed class VendorRegistry
{
    /// <summary>What stands for an address that is not of a vendor: a client that randomizes it, or one of many BSSIDs of an AP.</summary>
    public const string Randomized = "locally administered (randomized)";

    /// <summary>What stands for an address that the registry does not have.</summary>
    public const string Unknown = "unknown";

    private static readonly int[] PrefixLengths = [36, 28, 24];

    private readonly Dictionary<(int Bits, ulong Prefix), string> _vendors = [];

    /// <summary>Without any vendor.</summary>
    public static VendorRegistry Empty { get; } = new();

    /// <summary>How many prefixes are known.</summary>
    public int Count => _vendors.Count;

    /// <summary>Reads what <c>tshark -G manuf</c> prints, or the file <c>manuf</c> of Wireshark 4.2 and earlier.</summary>
    /// <param name="lines">Prefix, short name and long name, separated by tabs; what is not so is passed over.</param>
    public static VendorRegistry Read(IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);

        var registry = new VendorRegistry();
        foreach (string line in lines)
        {
            string[] columns = line.Split('\t');
            if (columns.Length >= 2 && TryPrefix(columns[0].Trim(), out int bits, out ulong prefix))
            {
                string name = columns.Length >= 3 && columns[2].Trim().Length > 0 ? columns[2].Trim() : columns[1].Trim();
                registry._vendors.TryAdd((bits, prefix), name);
            }
        }

        return registry;
    }

    /// <summary>The vendor of an address.</summary>
    /// <param name="address">As aa:bb:cc:dd:ee:ff.</param>
    public string Of(string address)
    {
        if (!MacAddress.TryParse(address, out MacAddress mac))
        {
            return Unknown;
        }

        if (mac.IsLocallyAdministered)
        {
            return Randomized;
        }

        foreach (int bits in PrefixLengths)
        {
            if (_vendors.TryGetValue((bits, mac.Value >> (48 - bits)), out string? vendor))
            {
                return vendor;
            }
        }

        return Unknown;
    }

    private static bool TryPrefix(string text, out int bits, out ulong prefix)
    {
        (bits, prefix) = (24, 0);
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out bits)
            || !PrefixLengths.Contains(bits)))
        {
            return false;
        }

        ReadOnlySpan<char> octets = slash >= 0 ? text.AsSpan(0, slash) : text;
        ulong value = 0;
        int count = 0;
        foreach (Range part in octets.Split(':'))
        {
            if (!byte.TryParse(octets[part], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte octet))
            {
                return false;
            }

            value = value << 8 | octet;
            count++;
        }

        if (count is not (3 or 6) || count * 8 < bits)
        {
            return false;
        }

        prefix = value >> ((count * 8) - bits);
        return true;
    }
}
