using System.Text.RegularExpressions;

namespace WsBridge.Cli.Installing;

/// <summary>The packet list shows the Info column, in which a finding shows. Another choice of columns is the user's own, so that this is
/// a note.</summary>
internal static partial class ColumnsCheck
{
    private const string Name = "columns";

    public static Diagnosis Look(Patient patient)
    {
        foreach (string file in ProtocolCheck.FoldersInUse(patient).Select(folder => Path.Combine(folder, "preferences"))
            .Where(File.Exists))
        {
            string text = File.ReadAllText(file);
            if (HiddenInfo().IsMatch(text))
            {
                return Diagnosis.Note(Name, "info-hidden", $"{file} hides the Info column, in which a frame says what was found.",
                    "Show it: right-click on the packet list's head, or with the command while Wireshark is closed.",
                    ShellCommand.Edit(file, @"/^gui\.column\.hid(e|den):/d"));
            }

            if (ColumnList().Match(text) is { Success: true } columns && !columns.Value.Contains("\"%i\"", StringComparison.Ordinal))
            {
                return Diagnosis.Note(Name, "info-missing", $"{file} has no Info column, in which a frame says what was found.",
                    "Add it in Edit > Preferences > Columns, or use the profile WsBridge.");
            }
        }

        return Diagnosis.Ok(Name, "The packet list has its Info column.");
    }

    // By its format up to 4.4, from then on by its number too.
    [GeneratedRegex(@"^gui\.column\.hid(e|den):.*%i", RegexOptions.Multiline)]
    private static partial Regex HiddenInfo();

    [GeneratedRegex(@"^gui\.column\.format:.*(\n[ \t].*)+", RegexOptions.Multiline)]
    private static partial Regex ColumnList();
}
