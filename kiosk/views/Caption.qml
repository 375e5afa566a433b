import QtQuick
import Look

// What is being said, to be read.
Rectangle {
    id: caption
    property real size: 42
    property real smallest: 32
    visible: screen.view.caption !== ""
    objectName: "caption"
    color: Theme.ink
    radius: Theme.radius
    Icon { id: sign; name: "voice"; size: caption.size * 1.25; color: Theme.on_ink; x: caption.size * 0.8; anchors.verticalCenter: parent.verticalCenter }
    Words {
        anchors.left: sign.right; anchors.leftMargin: caption.size * 0.75
        anchors.right: parent.right; anchors.rightMargin: caption.size * 0.6
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * font.pixelSize
        readonly property real fitting: Math.floor(caption.size * (width - 4) / Math.max(1, metrics.advanceWidth))
        text: fitting >= caption.smallest ? screen.view.caption : screen.broken(screen.view.caption, Theme.font, caption.smallest, width - 4)
        size: Math.min(caption.size, Math.max(caption.smallest, fitting)); color: Theme.on_ink; lines: 1.25
        wrapMode: Text.Wrap
    }
    TextMetrics { id: metrics; font.family: Theme.font; font.pixelSize: caption.size; text: screen.view.caption }
}
