using System.Text.RegularExpressions;
using WsBridge.Sdk;

namespace WsBridge.Host.Plugins;

/// <summary>What is wrong with a plugin's declarations.</summary>
public static partial class ManifestCheck
{
    private const int MaxDeclarations = 1000;

    /// <summary>Whether a name is WsBridge's own.</summary>
    public static bool IsReserved(string name) => HostLines.ReservedNames.Contains(name);

    /// <summary>What keeps it from being added: sentences without an end.</summary>
    public static IEnumerable<string> Faults(PluginManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);

        string name = manifest.Name;
        if (!NamePattern().IsMatch(name))
        {
            yield return $"the name \"{name}\" is not one to 32 lower-case letters, digits and underscores, beginning with a letter";
            yield break;
        }

        if (IsReserved(name))
        {
            yield return $"the name {name} is taken by WsBridge itself";
        }

        if (manifest.Fields.Count + manifest.Experts.Count > MaxDeclarations)
        {
            yield return $"it declares more than {MaxDeclarations} fields and expert infos";
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (FieldInfo field in manifest.Fields)
        {
            foreach (string fault in FieldFaults(field, $"wsbridge.{name}."))
            {
                yield return fault;
            }

            if (!names.Add(field.Filter))
            {
                yield return $"the field {field.Filter} is declared twice";
            }
        }

        foreach (IGrouping<string, ExpertInfo> named in manifest.Experts.GroupBy(expert => expert.Filter))
        {
            if (!IsBelow(named.Key, $"wsbridge.{name}.expert."))
            {
                yield return $"the expert info {named.Key} is not below wsbridge.{name}.expert.";
            }

            if (!names.Add(named.Key))
            {
                yield return $"{named.Key} is a field and an expert info";
            }

            if (named.GroupBy(expert => expert.Severity).Any(same => same.Count() > 1))
            {
                yield return $"the expert info {named.Key} is declared twice with the same severity";
            }
        }

        foreach (Traffic traffic in manifest.Interest.Traffic.Concat(manifest.Interest.Claims).Where(traffic => !traffic.IsPossible))
        {
            yield return $"there is no {traffic}";
        }

        foreach (Traffic claim in manifest.Interest.Claims.Where(claim => !claim.CanBeClaimed))
        {
            yield return $"{claim} cannot be a protocol of its own: UDP and TCP ports, EtherTypes and LINKTYPE_USER0 to 15 can";
        }
    }

    /// <summary>What two plugins cannot both have.</summary>
    public static IEnumerable<string> Conflicts(PluginManifest manifest, IEnumerable<InstalledPlugin> others)
    {
        ArgumentNullException.ThrowIfNull(manifest);

        return others.Where(other => other.Manifest.Name != manifest.Name)
            .SelectMany(other => manifest.Interest.Claims.Intersect(other.Manifest.Interest.Claims)
                .Select(claim => $"{claim} is a protocol of the plugin {other.Manifest.Name} already"));
    }

    /// <summary>What it would be better with.</summary>
    public static IEnumerable<string> Wishes(PluginManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);

        foreach (FieldInfo field in manifest.Fields.Where(field => string.IsNullOrWhiteSpace(field.Description)))
        {
            yield return $"the field {field.Filter} has no description";
        }

        foreach (ExpertInfo expert in manifest.Experts.Where(expert => string.IsNullOrWhiteSpace(expert.Explanation)))
        {
            yield return $"the expert info {expert.Filter} has no explanation";
        }

        foreach (ExpertInfo expert in manifest.Experts.Where(expert => expert.Severity >= Severity.Warn
            && string.IsNullOrWhiteSpace(expert.Next)))
        {
            yield return $"the expert info {expert.Filter} does not say what to do next";
        }

        if (manifest.Fields.Count + manifest.Experts.Count == 0)
        {
            yield return "it declares no field and no expert info, so it can show nothing";
        }

        bool anyDot11 = Enumerable.Range(0, 256).Any(octet => manifest.Interest[(byte)octet] != FrameChoice.Skip);
        if (!anyDot11 && manifest.Interest.Traffic.Count + manifest.Interest.Claims.Count == 0)
        {
            yield return "it asks for no frames";
        }
    }

    private static IEnumerable<string> FieldFaults(FieldInfo field, string prefix)
    {
        if (!IsBelow(field.Filter, prefix) || field.Filter.StartsWith(prefix + "expert.", StringComparison.Ordinal))
        {
            yield return $"the field {field.Filter} is not below {prefix}";
        }

        if (string.IsNullOrWhiteSpace(field.Label))
        {
            yield return $"the field {field.Filter} has no label";
        }

        bool isSigned = field.Type is FieldType.Int8 or FieldType.Int16 or FieldType.Int32 or FieldType.Int64;
        bool isUnsigned = field.Type is FieldType.UInt8 or FieldType.UInt16 or FieldType.UInt24 or FieldType.UInt32 or FieldType.UInt64;
        if (field.Base != FieldBase.Decimal && !isUnsigned)
        {
            yield return $"the field {field.Filter} is no unsigned integer, so it has no base";
        }

        if (field.Mask != 0 && !isSigned && !isUnsigned && field.Type != FieldType.Boolean)
        {
            yield return $"the field {field.Filter} is no integer or boolean, so it has no mask";
        }

        if (Bits(field.Type) is { } bits && bits < 64 && field.Mask >> bits != 0)
        {
            yield return $"the mask of the field {field.Filter} does not fit into {bits} bits";
        }

        if (field.ValueNames.Count > 0 && !isSigned && !isUnsigned && field.Type != FieldType.Boolean)
        {
            yield return $"the field {field.Filter} is no integer or boolean, so its values have no names";
        }
    }

    private static int? Bits(FieldType type) => type switch
    {
        FieldType.UInt8 or FieldType.Int8 => 8,
        FieldType.UInt16 or FieldType.Int16 => 16,
        FieldType.UInt24 => 24,
        FieldType.UInt32 or FieldType.Int32 => 32,
        _ => null,
    };

    private static bool IsBelow(string filter, string prefix) =>
        filter.StartsWith(prefix, StringComparison.Ordinal) && RestPattern().IsMatch(filter.AsSpan(prefix.Length));

    [GeneratedRegex(@"\A[a-z][a-z0-9_]{0,31}\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\A[a-z0-9_]+(\.[a-z0-9_]+)*\z")]
    private static partial Regex RestPattern();
}
