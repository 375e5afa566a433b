import QtQuick
import Look

// A key at its own place: on the bar, on the rail or on a page.
TouchButton {
    required property var row
    objectName: row.id
    x: row.x; y: row.y; width: row.w; height: row.h
    kind: row.kind; icon: row.icon; glyph: row.glyph
    size: row.size; secondSize: row.second_size; iconSize: row.icon_size
    gap: (row.glyph !== "" || row.icon_size < 40) && row.w < 320 ? 12 : row.w < 320 ? 18 : 28
    isLeft: !row.is_stacked && (row.kind === "ink" || row.kind === "quiet")
    isStacked: row.is_stacked
    isReady: row.is_ready
    guardMs: row.kind === "plain" || row.id === "delete" ? 80 : Theme.press_guard_ms
    text: row.text; second: row.second
    readonly property string what: row.id
    onWhatChanged: renew()
    onTouched: screen.press(row.id)
}
